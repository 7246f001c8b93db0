namespace Auditor.Audio;

/// <summary>The low-pass filter between two sample rates: a Kaiser-windowed sinc, one row of coefficients a phase.</summary>
/// <remarks>Flat to 0.9 of the lower rate's Nyquist frequency and more than 90 dB down from 1.0 on: J. F. Kaiser's design
/// formulas give β = 0.1102 (A − 8.7) and taps = (A − 8) / (2.285 Δω) + 1, here for A = 96 dB and Δω = 0.1 π.</remarks>
internal sealed class ResamplerKernel
{
    private const double StopbandDb = 96;
    private const double PassbandEdge = 0.9;
    private const double Beta = 0.1102 * (StopbandDb - 8.7);

    /// <summary>Half the taps at the lower rate: (96 − 8) / (2.285 · 0.1 π) / 2 = 61.3, rounded up for vectors.</summary>
    private const int HalfTapsAtLowerRate = 64;

    /// <summary>More phases (odd rates such as 11,027 Hz) are interpolated between this many; the error stays below −100 dB.</summary>
    private const int InterpolatedPhases = 512;

    private const int MaxExactPhases = 1_024;

    private readonly float[][] _phases;

    public ResamplerKernel(int fromHz, int toHz)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromHz, toHz);
        Up = toHz / divisor;
        Down = fromHz / divisor;
        var ratio = Math.Min(1, (double)toHz / fromHz);
        var half = HalfTapsAtLowerRate / ratio;
        HalfTaps = (int)Math.Ceiling(half / ResamplerDot.Stride) * ResamplerDot.Stride;
        PhaseCount = Up <= MaxExactPhases ? Up : InterpolatedPhases;
        _phases = [.. Enumerable.Range(0, PhaseCount + 1).Select(phase => Row((double)phase / PhaseCount, ratio, half))];
    }

    /// <summary>Samples that come out while <see cref="Down"/> go in.</summary>
    public int Up { get; }

    public int Down { get; }

    /// <summary>Input samples needed on either side of an output sample.</summary>
    public int HalfTaps { get; }

    /// <summary>Rows between one input sample and the next; fewer than <see cref="Up"/> when they are interpolated.</summary>
    public int PhaseCount { get; }

    /// <summary>Coefficients for an output sample at phase/PhaseCount after an input sample; phase = PhaseCount is allowed.</summary>
    public float[] Phase(int phase) => _phases[phase];

    private float[] Row(double position, double ratio, double half)
    {
        var exact = new double[2 * HalfTaps];
        var cutoff = ratio * (1 + PassbandEdge) / 2;
        for (var tap = 0; tap < exact.Length; tap++)
        {
            var distance = tap - HalfTaps + 1 - position;
            exact[tap] = cutoff * Sinc(cutoff * distance) * Window(distance / half);
        }

        // Each phase passes a constant unchanged, else the phases would sound as a tone of their own.
        var sum = exact.Sum();
        return [.. exact.Select(value => (float)(value / sum))];
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Window(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(Beta * Math.Sqrt(1 - (x * x))) / BesselI0(Beta);

    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
