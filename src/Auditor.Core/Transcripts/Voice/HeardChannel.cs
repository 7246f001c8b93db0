using Auditor.Audio;
using Auditor.Recordings;

namespace Auditor.Transcripts.Voice;

/// <summary>A channel with its speech found and packed.</summary>
/// <param name="Dropped">Stretches that are no voice.</param>
public sealed record HeardChannel(ChannelAudio Channel, IReadOnlyList<PackedWindow> Windows, IReadOnlyList<DroppedStretch> Dropped);

internal static class SampleTimes
{
    public static TimeRange Time(this SpeechSegment segment) => Range(segment.VoiceStart, segment.VoiceEnd);

    public static TimeRange Range(int start, int end) => new(At(start), At(end));

    public static TimeSpan At(int sample) => TimeSpan.FromSeconds((double)sample / ChannelAudio.SampleRateHz);
}
