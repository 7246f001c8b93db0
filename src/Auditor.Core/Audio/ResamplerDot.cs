using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Auditor.Audio;

/// <summary>The inner product of the resampler, always summed in the same order.</summary>
/// <remarks>Not TensorPrimitives.Dot: its order of summing depends on the processor's vector width, and the same bytes must come
/// out of every run on every machine.</remarks>
internal static class ResamplerDot
{
    /// <summary>Lengths are multiples of this.</summary>
    public const int Stride = 16;

    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var a = MemoryMarshal.Cast<float, Vector256<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector256<float>>(right)[..a.Length];
        var even = Vector256<float>.Zero;
        var odd = Vector256<float>.Zero;
        for (var i = 0; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        return Vector256.Sum(even + odd);
    }
}
