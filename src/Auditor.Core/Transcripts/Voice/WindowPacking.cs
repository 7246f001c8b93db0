using Auditor.Audio;

namespace Auditor.Transcripts.Voice;

public sealed record PackingOptions
{
    /// <summary>Longest packed window; the recogniser takes 30 s.</summary>
    public TimeSpan MaxWindow { get; init; } = TimeSpan.FromSeconds(28);

    /// <summary>Silence between two segments in a window, when the pause between them was longer.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>A segment's place in a packed window.</summary>
/// <param name="At">Its first sample in the window.</param>
public sealed record PackedSegment(SpeechSegment Segment, int At)
{
    public int End => At + Segment.Length;
}

/// <summary>Several segments of one channel, moved together so that the recogniser hears them in one piece.</summary>
public sealed record PackedWindow(IReadOnlyList<PackedSegment> Segments)
{
    public int Length => Segments[^1].End;

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Length / ChannelAudio.SampleRateHz);

    /// <param name="channel">The whole channel that the segments lie in.</param>
    public float[] Sound(ReadOnlySpan<float> channel)
    {
        var sound = new float[Length];
        foreach (var packed in Segments)
        {
            channel[packed.Segment.Start..packed.Segment.End].CopyTo(sound.AsSpan(packed.At));
        }

        return sound;
    }
}

public static class WindowPacking
{
    /// <summary>
    /// Packs segments in order into windows of about the same length: a short rest window would be heard badly.
    /// </summary>
    public static IReadOnlyList<PackedWindow> Pack(IReadOnlyList<SpeechSegment> segments, PackingOptions options)
    {
        var gap = Samples(options.Gap);
        var max = Samples(options.MaxWindow);
        var total = segments.Sum(s => s.Length + gap);
        var windows = Math.Max(1, (total + max - 1) / max);
        var target = Math.Min(max, (total / windows) + gap);
        var packed = new List<PackedWindow>();
        var current = new List<PackedSegment>();
        foreach (var segment in segments)
        {
            var at = current.Count == 0 ? 0 : current[^1].End + Math.Min(gap, segment.Start - current[^1].Segment.End);
            var halfInside = at + (segment.Length / 2) <= target;
            if (current.Count > 0 && (!halfInside || at + segment.Length > max))
            {
                packed.Add(new PackedWindow([.. current]));
                current.Clear();
                at = 0;
            }

            current.Add(new PackedSegment(segment, at));
        }

        if (current.Count > 0)
        {
            packed.Add(new PackedWindow([.. current]));
        }

        return packed;
    }

    private static int Samples(TimeSpan time) => (int)(time.TotalSeconds * ChannelAudio.SampleRateHz);
}
