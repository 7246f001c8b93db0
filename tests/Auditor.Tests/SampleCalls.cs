using System.Text.Json;
using Auditor.Audio;
using Auditor.Recordings;
using Auditor.Tests.Code;

namespace Auditor.Tests;

/// <summary>What was really said in a turn of a sample call.</summary>
internal sealed record SpokenTurn(Party Speaker, TimeRange Time, string Text);

/// <summary>The repository's sample calls with their truth (expected.jsonl).</summary>
internal static class SampleCalls
{
    public static string Folder { get; } = Path.Combine(Sources.Root, "recordings-sample");

    public static IReadOnlyList<JsonElement> Truth { get; } =
        [.. File.ReadLines(Path.Combine(Folder, "expected.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    public static CallAudio Read(string file)
    {
        var map = TruthOf(file).GetProperty("channels").GetString() == "mono" ? ChannelMap.Mono : ChannelMap.AgentLeft;
        var path = Path.Combine(Folder, "calls", file);
        var recording = new Recording(new string('0', 64), path, file, new FileInfo(path).Length, CallFacts.None with { Channels = map });
        return CallAudioReader.Read(recording, new AudioOptions(), CancellationToken.None).Value;
    }

    public static IReadOnlyList<SpokenTurn> Turns(string file) =>
        [.. TruthOf(file).GetProperty("turns").EnumerateArray().Select(turn => new SpokenTurn(
            turn.GetProperty("speaker").GetString() == "agent" ? Party.Agent : Party.Customer,
            TimeRange.FromMs(turn.GetProperty("startMs").GetInt32(), turn.GetProperty("endMs").GetInt32()),
            turn.GetProperty("text").GetString()!))];

    private static JsonElement TruthOf(string file) => Truth.Single(t => t.GetProperty("file").GetString() == file);
}
