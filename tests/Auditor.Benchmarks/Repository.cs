using Auditor.Audio;
using Auditor.Models;
using Auditor.Recordings;

namespace Auditor.Benchmarks;

/// <summary>Where the models, the sample calls and the speech for benchmarks lie, and how they are read.</summary>
internal static class Repository
{
    public static ModelFolder Models { get; } =
        ModelFolder.Open(ModelFolder.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("no models folder above the benchmarks"));

    public static string Root => Path.GetDirectoryName(Models.Root)!;

    /// <summary>Real human speech; beside the repository on the makers' machines only.</summary>
    public static string Speech => Path.Combine(Path.GetDirectoryName(Root)!, "shared", "speech");

    public static CallAudio Read(string path, ChannelMap channels)
    {
        var facts = CallFacts.None with { Channels = channels };
        var recording = new Recording(Id: new string('0', 64), path, Path.GetFileName(path), new FileInfo(path).Length, facts);
        var options = new AudioOptions { Limits = new AudioLimits { MinDuration = TimeSpan.Zero } };
        return CallAudioReader.Read(recording, options, CancellationToken.None).Value;
    }
}
