using System.Numerics;
using Auditor.Findings.Text;

namespace Auditor.Findings;

public enum HeadKind
{
    /// <summary>Exactly one label holds; probabilities sum to 1.</summary>
    OneOf,

    /// <summary>Any number of labels hold, each on its own.</summary>
    AnyOf,
}

/// <summary>
/// One linear classifier: label scores = bias + embedding · (shared + language's own weights) + sparse features · weights, then a
/// calibration and a softmax or sigmoids. Weights lie feature by feature, the labels of a feature side by side and padded to
/// <see cref="HeadShape.Stride"/>, so that reading a text is a handful of vector additions.
/// </summary>
public sealed class LinearHead
{
    public const int EmbeddingSize = SentenceEncoder.Size;

    private readonly int[] _rowOfBucket;

    public LinearHead(
        HeadShape shape, LinearWeights weights, int[] buckets, float[] slope, float[] offset, IReadOnlyDictionary<string, float[]> ownOffsets)
    {
        Shape = shape;
        Weights = weights;
        Buckets = buckets;
        Slope = slope;
        Offset = offset;
        OwnOffsets = ownOffsets;
        _rowOfBucket = new int[1 << TextFeatures.BucketBits];
        Array.Fill(_rowOfBucket, -1);
        for (var i = 0; i < buckets.Length; i++)
        {
            _rowOfBucket[buckets[i]] = i;
        }
    }

    public HeadShape Shape { get; }

    public LinearWeights Weights { get; }

    /// <summary>The buckets that have weights, rising; the i-th has the i-th sparse row.</summary>
    public int[] Buckets { get; }

    /// <summary>Calibration per label: logit = score · slope + offset.</summary>
    public float[] Slope { get; }

    /// <summary>For languages without offsets of their own.</summary>
    public float[] Offset { get; }

    /// <summary>By language, one a label: languages differ in how sure the scores are.</summary>
    public IReadOnlyDictionary<string, float[]> OwnOffsets { get; }

    /// <summary>Calibrated probabilities, one per label in the order of <see cref="HeadShape.Labels"/>.</summary>
    public float[] Read(ReadOnlySpan<float> embedding, TextFeatures features, string language)
    {
        var scores = Score(embedding, features, language);
        return Calibrate(scores, language);
    }

    /// <summary>Scores of this head to probabilities.</summary>
    public float[] Calibrate(ReadOnlySpan<float> scores, string language)
    {
        var offset = OwnOffsets.GetValueOrDefault(language, Offset);
        var logits = new float[Shape.Labels.Count];
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = scores[i] * Slope[i] + offset[i];
        }

        ToProbabilities(logits, Shape.Kind);
        return logits;
    }

    /// <summary>Scores before calibration; longer than the labels by the padding.</summary>
    public float[] Score(ReadOnlySpan<float> embedding, TextFeatures features, string language)
    {
        var stride = Shape.Stride;
        var scores = new float[stride];
        Weights.Bias.CopyTo(scores.AsSpan());
        var own = Shape.LanguageIndex(language);
        for (var i = 0; i < embedding.Length; i++)
        {
            AddScaled(scores, Weights.Dense.AsSpan(i * stride, stride), embedding[i] * Shape.EmbeddingScale);
            if (own >= 0)
            {
                var row = (1 + own) * EmbeddingSize + i;
                AddScaled(scores, Weights.Dense.AsSpan(row * stride, stride), embedding[i] * Shape.OwnEmbeddingScale);
            }
        }

        for (var i = 0; i < features.Buckets.Length; i++)
        {
            var row = _rowOfBucket[features.Buckets[i]];
            if (row >= 0)
            {
                AddScaled(scores, Weights.Sparse.AsSpan(row * stride, stride), features.Values[i] * Shape.SparseScale);
            }
        }

        return scores;
    }

    public static void ToProbabilities(Span<float> logits, HeadKind kind)
    {
        switch (kind)
        {
            case HeadKind.AnyOf:
                foreach (ref var logit in logits)
                {
                    logit = 1 / (1 + MathF.Exp(-logit));
                }

                break;
            case HeadKind.OneOf:
                var highest = float.NegativeInfinity;
                foreach (var logit in logits)
                {
                    highest = Math.Max(highest, logit);
                }

                var sum = 0f;
                foreach (ref var logit in logits)
                {
                    logit = MathF.Exp(logit - highest);
                    sum += logit;
                }

                foreach (ref var logit in logits)
                {
                    logit /= sum;
                }

                break;
        }
    }

    internal static void AddScaled(Span<float> sums, ReadOnlySpan<float> weights, float factor)
    {
        for (var i = 0; i < sums.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(sums[i..]) + new Vector<float>(weights[i..]) * factor).CopyTo(sums[i..]);
        }
    }
}

/// <summary>What a head is made of, without its weights.</summary>
/// <param name="Languages">Languages with embedding weights of their own, beside the shared ones.</param>
/// <param name="EmbeddingScale">Weight of the shared embedding block against the others.</param>
/// <param name="OwnEmbeddingScale">Weight of the language's own embedding block; 0 = none.</param>
public sealed record HeadShape(
    string Name,
    HeadKind Kind,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Languages,
    float EmbeddingScale,
    float OwnEmbeddingScale,
    float SparseScale)
{
    /// <summary>Labels rounded up to a multiple of 8 (16 floats is the widest vector of today; see <see cref="Padding"/>).</summary>
    public int Stride => (Labels.Count + Padding - 1) / Padding * Padding;

    public int DenseRows => (1 + Languages.Count) * LinearHead.EmbeddingSize;

    private static int Padding => Math.Max(8, Vector<float>.Count);

    /// <summary>−1 for a language without weights of its own.</summary>
    public int LanguageIndex(string language)
    {
        for (var i = 0; i < Languages.Count; i++)
        {
            if (Languages[i] == language)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Weights feature by feature, each row <see cref="HeadShape.Stride"/> long.</summary>
public sealed record LinearWeights(float[] Dense, float[] Sparse, float[] Bias)
{
    public static LinearWeights Zero(HeadShape shape, int sparseRows) =>
        new(new float[shape.DenseRows * shape.Stride], new float[sparseRows * shape.Stride], new float[shape.Stride]);
}
