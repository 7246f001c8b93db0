using System.Buffers;

namespace Auditor.Models.Native;

/// <summary>Makes values over memory that we own and opens the memory of values that the runtime owns.</summary>
internal static unsafe class OrtTensor
{
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private static readonly Lazy<nint> CpuMemory = new(CreateCpuMemory);

    /// <summary>A value over pinned memory; the runtime neither copies nor frees it.</summary>
    public static ValueHandle Over<T>(in MemoryHandle pinned, int length, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var type = typeof(T) == typeof(float) ? FloatType
            : typeof(T) == typeof(long) ? Int64Type
            : throw new NotSupportedException(typeof(T).Name);
        fixed (long* dimensions = shape)
        {
            nint value;
            OrtApi.Check(OrtApi.CreateTensorWithData(
                CpuMemory.Value, pinned.Pointer, (nuint)(length * sizeof(T)), dimensions, (nuint)shape.Length, type, &value));
            return new ValueHandle(value);
        }
    }

    public static long[] ShapeOf(ValueHandle value)
    {
        nint info;
        OrtApi.Check(OrtApi.GetTensorTypeAndShape(value.DangerousGetHandle(), &info));
        try
        {
            nuint rank;
            OrtApi.Check(OrtApi.GetDimensionsCount(info, &rank));
            var shape = new long[(int)rank];
            fixed (long* dimensions = shape)
            {
                OrtApi.Check(OrtApi.GetDimensions(info, dimensions, rank));
            }

            return shape;
        }
        finally
        {
            OrtApi.ReleaseShape(info);
            GC.KeepAlive(value);
        }
    }

    /// <summary>The value's memory; valid only while the value lives.</summary>
    public static Span<T> DataOf<T>(ValueHandle value, int length)
        where T : unmanaged
    {
        nint data;
        OrtApi.Check(OrtApi.GetTensorData(value.DangerousGetHandle(), &data));
        return new Span<T>((void*)data, length);
    }

    private static nint CreateCpuMemory()
    {
        nint memory;
        OrtApi.Check(OrtApi.CreateCpuMemoryInfo(0, 0, &memory));
        return memory;
    }
}
