using Auditor.Models;

namespace Auditor.Transcripts.Whisper;

/// <summary>
/// The decoder's state over one window: several rows (the beams of a search) that advance in lockstep. Holds the key/value cache in the
/// runtime's own memory and hands it back to the next run uncopied, unless rows change places.
/// </summary>
public sealed class DecoderRows : IDisposable
{
    private readonly OnnxModel _decoder;
    private readonly WhisperConfig _config;
    private readonly ITensor[] _cross;
    private readonly int _rows;
    private Tensor<float>[] _past;
    private Tensor<float>? _logits;
    private Tensor<float>? _alignment;
    private int _length;

    internal DecoderRows(OnnxModel decoder, WhisperConfig config, EncodedWindow window, int rows)
    {
        _decoder = decoder;
        _config = config;
        _rows = rows;
        _cross = [.. window.Cross];
        _past = [.. Enumerable.Range(0, 2 * config.Layers).Select(i => Empty(isKey: i < config.Layers))];
    }

    /// <summary>Feeds the same number of tokens to every row.</summary>
    /// <param name="tokens">Row by row.</param>
    public void Advance(long[] tokens, CancellationToken token)
    {
        var count = tokens.Length / _rows;
        var mask = new float[count * (_length + count)];
        for (var i = 0; i < count; i++)
        {
            mask.AsSpan((i * (_length + count)) + _length + i + 1, count - i - 1).Fill(float.NegativeInfinity);
        }

        using var tokenTensor = Tensor.Over<long>(tokens, _rows, count);
        using var maskTensor = Tensor.Over<float>(mask, 1, 1, count, _length + count);
        var results = _decoder.Run([tokenTensor, maskTensor, .. _past, .. _cross], token);
        DisposeRun();
        _logits = results[0];
        _past = results[1..^1];
        _alignment = results[^1];
        _length += count;
    }

    /// <summary>Scores of the token that follows position <paramref name="position"/> of the last run, before softmax; may be written to.</summary>
    public Span<float> Logits(int row, int position)
    {
        var shape = _logits!.Shape;
        var width = (int)shape[2];
        return _logits.Data.Slice((((row * (int)shape[1]) + position) * width), width);
    }

    /// <summary>Attention of one alignment head at a position of the last run: one weight a frame of 20 ms.</summary>
    public ReadOnlySpan<float> Alignment(int row, int head, int position)
    {
        var shape = _alignment!.Shape;
        var width = (int)shape[3];
        var at = (((row * (int)shape[1]) + head) * (int)shape[2]) + position;
        return _alignment.Data.Slice(at * width, width);
    }

    /// <summary>Makes row i go on from what row <paramref name="sources"/>[i] has seen.</summary>
    public void Rearrange(ReadOnlySpan<int> sources)
    {
        if (IsIdentity(sources))
        {
            return;
        }

        for (var i = 0; i < _past.Length; i++)
        {
            var rowLength = _past[i].Length / _rows;
            var moved = new float[_past[i].Length];
            var data = _past[i].Data;
            for (var row = 0; row < _rows; row++)
            {
                data.Slice(sources[row] * rowLength, rowLength).CopyTo(moved.AsSpan(row * rowLength));
            }

            var shape = _past[i].Shape.ToArray();
            _past[i].Dispose();
            _past[i] = Tensor.Over<float>(moved, shape);
        }
    }

    public void Dispose() => DisposeRun();

    private static bool IsIdentity(ReadOnlySpan<int> sources)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] != i)
            {
                return false;
            }
        }

        return true;
    }

    private Tensor<float> Empty(bool isKey)
    {
        var width = _config.State / _config.Heads;
        return isKey
            ? Tensor.Over<float>(Memory<float>.Empty, _rows, _config.Heads, width, 0)
            : Tensor.Over<float>(Memory<float>.Empty, _rows, _config.Heads, 0, width);
    }

    private void DisposeRun()
    {
        _logits?.Dispose();
        _alignment?.Dispose();
        foreach (var tensor in _past)
        {
            tensor.Dispose();
        }
    }
}
