using System.Runtime.Intrinsics;

namespace Auditor.Transcripts.Whisper;

/// <summary>
/// A complex Fourier transform of 400 points over eight signals at once, one a vector lane. Stockham's ordering: each stage writes its
/// results in order, so no reordering pass is needed. Instances hold scratch memory: one a thread.
/// </summary>
internal sealed class FourierTransform
{
    public const int Size = 400;

    private static readonly int[] Radices = [4, 4, 5, 5];
    private static readonly Vector256<float>[][] RootsRe = [.. Radices.Select(r => Roots(r, Math.Cos))];
    private static readonly Vector256<float>[][] RootsIm = [.. Radices.Select(r => Roots(r, a => -Math.Sin(a)))];
    private static readonly Vector256<float>[] TwiddleRe = Twiddles(Math.Cos);
    private static readonly Vector256<float>[] TwiddleIm = Twiddles(a => -Math.Sin(a));

    private readonly Vector256<float>[] _scratchRe = new Vector256<float>[Size];
    private readonly Vector256<float>[] _scratchIm = new Vector256<float>[Size];

    public Vector256<float>[] Re { get; } = new Vector256<float>[Size];

    public Vector256<float>[] Im { get; } = new Vector256<float>[Size];

    /// <summary>Transforms <see cref="Re"/> and <see cref="Im"/> in place. The four stages leave the result where it started.</summary>
    public void Run()
    {
        var (fromRe, fromIm, toRe, toIm) = (Re, Im, _scratchRe, _scratchIm);
        var length = Size;
        var stride = 1;
        for (var stage = 0; stage < Radices.Length; stage++)
        {
            RunStage(stage, length, stride, fromRe, fromIm, toRe, toIm);
            length /= Radices[stage];
            stride *= Radices[stage];
            (fromRe, fromIm, toRe, toIm) = (toRe, toIm, fromRe, fromIm);
        }
    }

    private static void RunStage(
        int stage,
        int length,
        int stride,
        Vector256<float>[] fromRe,
        Vector256<float>[] fromIm,
        Vector256<float>[] toRe,
        Vector256<float>[] toIm)
    {
        var radix = Radices[stage];
        var (rootsRe, rootsIm) = (RootsRe[stage], RootsIm[stage]);
        var groups = length / radix;
        for (var p = 0; p < groups; p++)
        {
            for (var q = 0; q < stride; q++)
            {
                for (var j = 0; j < radix; j++)
                {
                    var sumRe = Vector256<float>.Zero;
                    var sumIm = Vector256<float>.Zero;
                    for (var k = 0; k < radix; k++)
                    {
                        var at = q + (stride * (p + (groups * k)));
                        var root = (j * radix) + k;
                        var (re, im) = (fromRe[at], fromIm[at]);
                        sumRe += (re * rootsRe[root]) - (im * rootsIm[root]);
                        sumIm += (re * rootsIm[root]) + (im * rootsRe[root]);
                    }

                    var twiddle = p * j * stride % Size;
                    var (twRe, twIm) = (TwiddleRe[twiddle], TwiddleIm[twiddle]);
                    var to = q + (stride * ((radix * p) + j));
                    toRe[to] = (sumRe * twRe) - (sumIm * twIm);
                    toIm[to] = (sumRe * twIm) + (sumIm * twRe);
                }
            }
        }
    }

    private static Vector256<float>[] Roots(int radix, Func<double, double> part)
    {
        var roots = new Vector256<float>[radix * radix];
        for (var j = 0; j < radix; j++)
        {
            for (var k = 0; k < radix; k++)
            {
                roots[(j * radix) + k] = Vector256.Create((float)part(2 * Math.PI * j * k / radix));
            }
        }

        return roots;
    }

    private static Vector256<float>[] Twiddles(Func<double, double> part) =>
        [.. Enumerable.Range(0, Size).Select(i => Vector256.Create((float)part(2 * Math.PI * i / Size)))];
}
