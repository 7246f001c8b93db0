using System.Buffers;
using Auditor.Models.Native;

namespace Auditor.Models;

/// <summary>
/// A tensor that goes into or came out of a model. Over our own memory it keeps that memory pinned until it is disposed; from a run it
/// owns the runtime's memory. A tensor that came out may go into the next run as it is, without a copy.
/// </summary>
public sealed class Tensor<T> : ITensor
    where T : unmanaged
{
    private readonly ValueHandle _value;
    private readonly long[] _shape;
    private MemoryHandle _pinned;

    internal Tensor(ValueHandle value, long[] shape, MemoryHandle pinned)
    {
        _value = value;
        _shape = shape;
        _pinned = pinned;
        Length = 1;
        foreach (var dimension in shape)
        {
            Length = checked(Length * (int)dimension);
        }
    }

    public ReadOnlySpan<long> Shape => _shape;

    public int Length { get; }

    /// <summary>The values, row by row; not to be used after <see cref="Dispose"/>.</summary>
    public Span<T> Data => OrtTensor.DataOf<T>(_value, Length);

    ValueHandle ITensor.Value => _value;

    public void Dispose()
    {
        _value.Dispose();
        _pinned.Dispose();
    }
}

/// <summary>A tensor whatever it is made of, as a model takes it.</summary>
public interface ITensor : IDisposable
{
    internal ValueHandle Value { get; }
}

/// <summary>Makes tensors.</summary>
public static class Tensor
{
    /// <summary>A tensor over <paramref name="memory"/>; later writes to the memory are seen by later runs.</summary>
    public static Tensor<T> Over<T>(Memory<T> memory, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var pinned = memory.Pin();
        try
        {
            return new(OrtTensor.Over<T>(pinned, memory.Length, shape), shape.ToArray(), pinned);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    internal static Tensor<float> FromRun(ValueHandle value) => new(value, OrtTensor.ShapeOf(value), default);
}
