using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Auditor.Transcripts.Whisper;

/// <summary>
/// Whisper's log-mel spectrogram: 16 kHz, Hann window of 400 samples every 160, 80 Slaney mel bands from 0 to 8 kHz, as if the sound
/// were padded with zeros to 30 s. Sixteen frames go through one transform: two in the real and imaginary part of each of eight lanes.
/// </summary>
public static class MelSpectrogram
{
    public const int Bands = 80;
    public const int HopSamples = 160;
    public const int MaxSamples = 480_000;
    public const int MaxFrames = MaxSamples / HopSamples;

    private const int Window = FourierTransform.Size;
    private const int Bins = (Window / 2) + 1;
    private const int Lanes = 8;
    private const int FramesAtOnce = 2 * Lanes;
    private const float PowerFloor = 1e-10f;

    private static readonly float[] Hann = [.. Enumerable.Range(0, Window).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Window))))];
    private static readonly MelBand[] Filters = SlaneyFilters();

    [ThreadStatic]
    private static FourierTransform? _transform;

    /// <param name="samples">At most <see cref="MaxSamples"/>.</param>
    /// <param name="frames">How many frames of 10 ms to give; frames past the sound are what silence gives.</param>
    /// <returns>Band by band, <paramref name="frames"/> values each.</returns>
    public static float[] Compute(ReadOnlySpan<float> samples, int frames)
    {
        var transform = _transform ??= new FourierTransform();
        var mel = new float[Bands * frames];
        Array.Fill(mel, PowerFloor);
        var framesWithSound = Math.Min(frames, ((samples.Length + (Window / 2)) / HopSamples) + 1);
        var power = new Vector256<float>[2 * Bins];
        for (var first = 0; first < framesWithSound; first += FramesAtOnce)
        {
            LoadFrames(samples, first, transform);
            transform.Run();
            PowerOfBothParts(transform, power);
            ApplyFilters(power, mel, frames, first);
        }

        TensorPrimitives.Log10(mel, mel);
        var loudest = TensorPrimitives.Max<float>(mel);
        TensorPrimitives.Max(mel, loudest - 8f, mel);
        TensorPrimitives.Add(mel, 4f, mel);
        TensorPrimitives.Multiply(mel, 0.25f, mel);
        return mel;
    }

    private static void LoadFrames(ReadOnlySpan<float> samples, int firstFrame, FourierTransform transform)
    {
        Span<float> even = stackalloc float[Lanes];
        Span<float> odd = stackalloc float[Lanes];
        var start = (firstFrame * HopSamples) - (Window / 2);
        for (var i = 0; i < Window; i++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var at = start + (2 * lane * HopSamples) + i;
                even[lane] = SampleAt(samples, at);
                odd[lane] = SampleAt(samples, at + HopSamples);
            }

            var window = Vector256.Create(Hann[i]);
            transform.Re[i] = Vector256.Create<float>(even) * window;
            transform.Im[i] = Vector256.Create<float>(odd) * window;
        }
    }

    /// <summary>Mirrored before the start and behind 30 s, zero between the sound's end and 30 s.</summary>
    private static float SampleAt(ReadOnlySpan<float> samples, int at)
    {
        if (at < 0)
        {
            at = -at;
        }
        else if (at >= MaxSamples)
        {
            at = (2 * MaxSamples) - 2 - at;
        }

        return at < samples.Length ? samples[at] : 0f;
    }

    /// <summary>Takes the two real signals apart again: F1 = (Z[k] + Z*[N−k]) / 2, F2 = (Z[k] − Z*[N−k]) / 2i.</summary>
    private static void PowerOfBothParts(FourierTransform transform, Vector256<float>[] power)
    {
        var quarter = Vector256.Create(0.25f);
        for (var k = 0; k < Bins; k++)
        {
            var mirror = (Window - k) % Window;
            var (re, im) = (transform.Re[k], transform.Im[k]);
            var (mirrorRe, mirrorIm) = (transform.Re[mirror], transform.Im[mirror]);
            var (evenRe, evenIm) = (re + mirrorRe, im - mirrorIm);
            var (oddRe, oddIm) = (re - mirrorRe, im + mirrorIm);
            power[k] = ((evenRe * evenRe) + (evenIm * evenIm)) * quarter;
            power[Bins + k] = ((oddRe * oddRe) + (oddIm * oddIm)) * quarter;
        }
    }

    private static void ApplyFilters(Vector256<float>[] power, float[] mel, int frames, int firstFrame)
    {
        for (var band = 0; band < Bands; band++)
        {
            var filter = Filters[band];
            for (var part = 0; part < 2; part++)
            {
                var sum = Vector256<float>.Zero;
                for (var i = 0; i < filter.Weights.Length; i++)
                {
                    sum += power[(part * Bins) + filter.FirstBin + i] * Vector256.Create(filter.Weights[i]);
                }

                for (var lane = 0; lane < Lanes; lane++)
                {
                    var frame = firstFrame + (2 * lane) + part;
                    if (frame < frames)
                    {
                        mel[(band * frames) + frame] = Math.Max(sum[lane], PowerFloor);
                    }
                }
            }
        }
    }

    /// <summary>Triangles on Slaney's scale (linear to 1 kHz, logarithmic above), each of area one: Slaney, Auditory Toolbox, 1998.</summary>
    private static MelBand[] SlaneyFilters()
    {
        const double LinearStepHz = 200.0 / 3;
        const double BreakHz = 1000;
        const double TopHz = 8000;
        var logStep = Math.Log(6.4) / 27;
        var breakMel = BreakHz / LinearStepHz;
        var topMel = breakMel + (Math.Log(TopHz / BreakHz) / logStep);
        double Hz(double mel) => mel < breakMel ? mel * LinearStepHz : BreakHz * Math.Exp(logStep * (mel - breakMel));
        var edges = Enumerable.Range(0, Bands + 2).Select(i => Hz(topMel * i / (Bands + 1))).ToArray();
        return [.. Enumerable.Range(0, Bands).Select(band => Triangle(edges[band], edges[band + 1], edges[band + 2]))];
    }

    private static MelBand Triangle(double lowHz, double peakHz, double highHz)
    {
        const double BinHz = 16_000.0 / Window;
        var weights = new double[Bins];
        for (var bin = 0; bin < Bins; bin++)
        {
            var hz = bin * BinHz;
            var slope = Math.Min((hz - lowHz) / (peakHz - lowHz), (highHz - hz) / (highHz - peakHz));
            weights[bin] = Math.Max(0, slope) * 2 / (highHz - lowHz);
        }

        var first = Array.FindIndex(weights, w => w > 0);
        var last = Array.FindLastIndex(weights, w => w > 0);
        return new MelBand(first, [.. weights[first..(last + 1)].Select(w => (float)w)]);
    }

    private sealed record MelBand(int FirstBin, float[] Weights);
}
