using Auditor.Audio;

namespace Auditor.Transcripts.Voice;

/// <summary>How probabilities of speech become segments.</summary>
public sealed record VoiceOptions
{
    /// <summary>Speech starts at this probability…</summary>
    public float StartThreshold { get; init; } = 0.5f;

    /// <summary>…and goes on until it falls below this one.</summary>
    public float EndThreshold { get; init; } = 0.35f;

    /// <summary>"No!" is short: shorter stretches are clicks.</summary>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>A pause this long ends an utterance.</summary>
    public TimeSpan MinPause { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Sound kept on both sides, since soft first and last consonants score low.</summary>
    public TimeSpan Pad { get; init; } = TimeSpan.FromMilliseconds(180);

    /// <summary>Longer speech without a pause is cut where the voice is weakest.</summary>
    public TimeSpan MaxSegment { get; init; } = TimeSpan.FromSeconds(26);
}

/// <summary>A stretch of speech in one channel, in samples of 16 kHz from the start of the file.</summary>
/// <param name="Start">First sample kept, padding included.</param>
/// <param name="End">Behind the last sample kept.</param>
/// <param name="VoiceStart">Where the voice itself begins.</param>
/// <param name="VoiceEnd">Where the voice itself ends.</param>
/// <param name="Probability">Mean probability of speech, 0–1.</param>
public sealed record SpeechSegment(int Start, int End, int VoiceStart, int VoiceEnd, float Probability)
{
    public int Length => End - Start;
}

public static class SpeechSegments
{
    /// <summary>The stretches of speech in order, padded, not overlapping.</summary>
    public static IReadOnlyList<SpeechSegment> Find(ReadOnlySpan<float> probabilities, int samples, VoiceOptions options)
    {
        var found = new List<SpeechSegment>();
        var pauseFrames = Frames(options.MinPause);
        var minFrames = Frames(options.MinSpeech);
        var maxFrames = Frames(options.MaxSegment);
        var start = -1;
        var lastVoiced = -1;
        for (var frame = 0; frame <= probabilities.Length; frame++)
        {
            var probability = frame < probabilities.Length ? probabilities[frame] : 0;
            if (start < 0)
            {
                if (probability >= options.StartThreshold)
                {
                    (start, lastVoiced) = (frame, frame);
                }

                continue;
            }

            if (probability >= options.EndThreshold)
            {
                lastVoiced = frame;
            }

            if (frame - lastVoiced >= pauseFrames || frame == probabilities.Length)
            {
                AddCut(found, probabilities, start, lastVoiced + 1, minFrames, maxFrames);
                start = -1;
            }
        }

        return Pad(found, samples, (int)(options.Pad.TotalSeconds * ChannelAudio.SampleRateHz));
    }

    private static int Frames(TimeSpan time) => Math.Max(1, (int)Math.Round(time / VoiceActivity.FrameDuration));

    /// <summary>Adds frames [start, end), cut at their weakest place while they are too long.</summary>
    private static void AddCut(List<SpeechSegment> found, ReadOnlySpan<float> probabilities, int start, int end, int minFrames, int maxFrames)
    {
        while (end - start > maxFrames)
        {
            var cut = start + (maxFrames / 2);
            for (var frame = cut; frame < start + maxFrames; frame++)
            {
                cut = probabilities[frame] < probabilities[cut] ? frame : cut;
            }

            Add(found, probabilities, start, cut);
            start = cut;
        }

        if (end - start >= minFrames)
        {
            Add(found, probabilities, start, end);
        }
    }

    private static void Add(List<SpeechSegment> found, ReadOnlySpan<float> probabilities, int start, int end)
    {
        var sum = 0f;
        foreach (var probability in probabilities[start..end])
        {
            sum += probability;
        }

        var (from, to) = (start * VoiceActivity.FrameSamples, end * VoiceActivity.FrameSamples);
        found.Add(new SpeechSegment(from, to, from, to, sum / (end - start)));
    }

    private static List<SpeechSegment> Pad(List<SpeechSegment> segments, int samples, int pad)
    {
        var padded = new List<SpeechSegment>(segments.Count);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var before = i == 0 ? 0 : (segments[i - 1].VoiceEnd + segment.VoiceStart) / 2;
            var after = i == segments.Count - 1 ? samples : (segment.VoiceEnd + segments[i + 1].VoiceStart) / 2;
            padded.Add(segment with
            {
                Start = Math.Max(before, segment.VoiceStart - pad),
                End = Math.Min(after, segment.VoiceEnd + pad),
                VoiceEnd = Math.Min(samples, segment.VoiceEnd),
            });
        }

        return padded;
    }
}
