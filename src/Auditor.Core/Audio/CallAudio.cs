using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>One channel of a call at <see cref="SampleRateHz"/>, full scale ±1.</summary>
/// <param name="Channel">Index in the original file, from 0.</param>
/// <param name="Party">Who speaks here; Unknown on a mono recording.</param>
public sealed record ChannelAudio(int Channel, Party Party, float[] Samples)
{
    public const int SampleRateHz = 16_000;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);
}

/// <summary>A decoded call: one entry per party's channel, never mixed; identical channels are one entry with Party Unknown.</summary>
/// <param name="Duration">Length of the original file.</param>
/// <param name="SourceChannels">How many channels the file had.</param>
/// <param name="Format">What the file was ("wav/mulaw 8000 Hz", "mp3 44100 Hz"), for people.</param>
public sealed record CallAudio(IReadOnlyList<ChannelAudio> Channels, TimeSpan Duration, int SourceChannels, string Format)
{
    /// <summary>What is wrong with the file although it could be read (truncated, one channel silent); empty for a sound file.</summary>
    public IReadOnlyList<Failure> Warnings { get; init; } = [];
}
