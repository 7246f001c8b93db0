using Auditor.Models;

namespace Auditor.Findings;

/// <summary>
/// The multilingual sentence encoder: a text to <see cref="Size"/> numbers of length 1, near for the same meaning, also across
/// languages (but it was never taught Hungarian). Safe to use from many threads.
/// </summary>
public sealed class SentenceEncoder : IDisposable
{
    public const int Size = 512;

    private readonly SentencePieces _pieces;
    private readonly OnnxModel _model;

    private SentenceEncoder(SentencePieces pieces, OnnxModel model)
    {
        _pieces = pieces;
        _model = model;
    }

    /// <param name="folder">models/sentence-encoder.</param>
    /// <exception cref="OnnxException">The graph is missing or damaged.</exception>
    /// <exception cref="InvalidDataException">The vocabulary is damaged.</exception>
    public static SentenceEncoder Open(string folder) => new(
        SentencePieces.Load(Path.Combine(folder, "vocab.tsv")),
        OnnxModel.Open(Path.Combine(folder, "model.onnx"), ["ids"], ["embedding"]));

    /// <returns>A new array of <see cref="Size"/> numbers.</returns>
    public float[] Embed(string text, CancellationToken token)
    {
        var ids = _pieces.Encode(text);
        using var input = Tensor.Over<long>(ids, ids.Length);
        var outputs = _model.Run([input], token);
        using var embedding = outputs[0];
        return embedding.Data.ToArray();
    }

    public void Dispose() => _model.Dispose();
}
