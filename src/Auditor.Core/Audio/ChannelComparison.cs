namespace Auditor.Audio;

/// <summary>What the samples themselves say about the channels: which are silent, and whether two are the same sound.</summary>
internal static class ChannelComparison
{
    private const int FrameSamples = ChannelAudio.SampleRateHz / 50;

    /// <summary>Two steps of 16 bits: what a recorder's rounding makes of one signal on two channels.</summary>
    private const float SameSampleTolerance = 2f / 32_768;

    private const double SameCorrelation = 0.999;

    /// <summary>0.5 dB as a ratio of energies.</summary>
    private const double SameEnergyRatio = 1.122;

    /// <summary>Level of the loudest 20 ms, as RMS without any constant offset, in dB below full scale; −∞ for digital silence.</summary>
    /// <remarks>The first and the last 20 ms do not count: a constant offset begins and ends there with a click of the resampler.</remarks>
    public static double LoudestFrameDbfs(ReadOnlySpan<float> samples)
    {
        var loudest = 0.0;
        for (var start = FrameSamples; start + (2 * FrameSamples) <= samples.Length; start += FrameSamples)
        {
            var frame = samples.Slice(start, FrameSamples);
            double sum = 0, squares = 0;
            foreach (var sample in frame)
            {
                sum += sample;
                squares += (double)sample * sample;
            }

            loudest = Math.Max(loudest, (squares - (sum * sum / frame.Length)) / frame.Length);
        }

        return 10 * Math.Log10(loudest);
    }

    /// <summary>Whether both carry one signal at one level: a mono call in a stereo file.</summary>
    public static bool AreSame(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var largest = 0f;
        double leftEnergy = 0, rightEnergy = 0, product = 0;
        for (var i = 0; i < left.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(left[i] - right[i]));
            leftEnergy += (double)left[i] * left[i];
            rightEnergy += (double)right[i] * right[i];
            product += (double)left[i] * right[i];
        }

        return largest <= SameSampleTolerance
            || (product > SameCorrelation * Math.Sqrt(leftEnergy * rightEnergy)
                && leftEnergy < rightEnergy * SameEnergyRatio
                && rightEnergy < leftEnergy * SameEnergyRatio);
    }
}
