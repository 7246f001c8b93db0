using System.Numerics.Tensors;
using Auditor.Audio;

namespace Auditor.Transcripts.Voice;

/// <summary>
/// Tells tones (ring-back, DTMF, fax, beeps) from voices: in a tonal frame nearly all energy sits in a few steady spectral lines, in
/// speech the pitch and its many overtones move from frame to frame. A clear vowel can look like a tone for a frame or two, so a frame
/// counts only when its strongest line stands where it stood in the frame before.
/// </summary>
public static class ToneGate
{
    private const int FrameSamples = 800;
    private const int LowestHz = 200;
    private const int HighestHz = 3_800;
    private const int StepHz = ChannelAudio.SampleRateHz / FrameSamples;
    private const int Lines = ((HighestHz - LowestHz) / StepHz) + 1;
    private const int MaxTones = 2;
    private const double ToneShare = 0.9;
    private const float SilencePower = 1e-6f;

    private static readonly float[] Window = [.. Enumerable.Range(0, FrameSamples).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameSamples))))];
    private static readonly float[][] Cosines = Waves(Math.Cos);
    private static readonly float[][] Sines = Waves(Math.Sin);

    /// <returns>Share of the 50 ms frames with sound in them that are tonal, 0–1.</returns>
    public static double TonalShare(ReadOnlySpan<float> samples)
    {
        Span<float> frame = stackalloc float[FrameSamples];
        Span<float> power = stackalloc float[Lines];
        var (tonal, sounding, previousPeak) = (0, 0, -1);
        for (var at = 0; at + FrameSamples <= samples.Length; at += FrameSamples)
        {
            TensorPrimitives.Multiply(samples.Slice(at, FrameSamples), Window, frame);
            if (TensorPrimitives.SumOfSquares<float>(frame) < SilencePower * FrameSamples)
            {
                previousPeak = -1;
                continue;
            }

            sounding++;
            for (var line = 0; line < Lines; line++)
            {
                var re = TensorPrimitives.Dot<float>(frame, Cosines[line]);
                var im = TensorPrimitives.Dot<float>(frame, Sines[line]);
                power[line] = (re * re) + (im * im);
            }

            var peak = TensorPrimitives.IndexOfMax<float>(power);
            var isSteady = previousPeak < 0 || Math.Abs(peak - previousPeak) <= 1;
            tonal += isSteady && IsTonal(power) ? 1 : 0;
            previousPeak = peak;
        }

        return sounding == 0 ? 0 : (double)tonal / sounding;
    }

    /// <summary>The strongest lines, each with its two neighbours on both sides (the window's width), hold nearly everything.</summary>
    private static bool IsTonal(Span<float> power)
    {
        var total = TensorPrimitives.Sum<float>(power);
        var inTones = 0f;
        for (var tone = 0; tone < MaxTones; tone++)
        {
            var peak = TensorPrimitives.IndexOfMax<float>(power);
            var around = power[Math.Max(0, peak - 2)..Math.Min(Lines, peak + 3)];
            inTones += TensorPrimitives.Sum<float>(around);
            around.Clear();
        }

        return inTones > ToneShare * total;
    }

    private static float[][] Waves(Func<double, double> wave) =>
        [.. Enumerable.Range(0, Lines).Select(line => Enumerable.Range(0, FrameSamples)
            .Select(i => (float)wave(2 * Math.PI * (LowestHz + (line * StepHz)) * i / ChannelAudio.SampleRateHz)).ToArray())];
}
