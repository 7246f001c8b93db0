using System.Numerics;
using System.Runtime.InteropServices;

namespace Auditor.Findings.Training;

/// <summary>
/// Mean logistic (or softmax) loss plus L2 over all weights but the bias, for all labels of a head at once. Examples are cut into a fixed
/// number of parts whose sums are added in order, so the result does not depend on how many cores there are.
/// </summary>
public sealed class LogisticObjective
{
    private const int Parts = 4;

    private readonly TrainingSet _set;
    private readonly float _l2;
    private readonly float[][] _partGradients;
    private readonly double[] _partLosses = new double[Parts];
    private readonly int _denseLength;
    private readonly int _biasStart;

    /// <param name="l2">Strength of the penalty ½·l2·|w|² beside the mean loss.</param>
    public LogisticObjective(TrainingSet set, float l2)
    {
        _set = set;
        _l2 = l2;
        _denseLength = set.Shape.DenseRows * set.Shape.Stride;
        _biasStart = _denseLength + set.Buckets.Length * set.Shape.Stride;
        Length = _biasStart + set.Shape.Stride;
        _partGradients = [.. Enumerable.Range(0, Parts).Select(_ => new float[Length])];
    }

    /// <summary>Number of weights: dense rows, sparse rows, bias.</summary>
    public int Length { get; }

    public LinearWeights Unpack(float[] weights) => new(weights[.._denseLength], weights[_denseLength.._biasStart], weights[_biasStart..]);

    /// <summary>The loss at <paramref name="weights"/>; its gradient goes into <paramref name="gradient"/>.</summary>
    public double Evaluate(float[] weights, float[] gradient, CancellationToken token)
    {
        Parallel.For(0, Parts, new ParallelOptions { CancellationToken = token }, part => EvaluatePart(part, weights));
        var loss = 0.0;
        var mean = 1f / _set.Count;
        for (var part = 0; part < Parts; part++)
        {
            loss += _partLosses[part];
        }

        var penalty = 0.0;
        for (var i = 0; i < Length; i++)
        {
            var sum = _partGradients[0][i] + _partGradients[1][i] + _partGradients[2][i] + _partGradients[3][i];
            var weight = i < _biasStart ? weights[i] : 0;
            gradient[i] = sum * mean + _l2 * weight;
            penalty += (double)weight * weight;
        }

        return loss / _set.Count + 0.5 * _l2 * penalty;
    }

    private void EvaluatePart(int part, float[] weights)
    {
        var gradient = _partGradients[part];
        Array.Clear(gradient);
        var loss = 0.0;
        var stride = _set.Shape.Stride;
        var scores = new float[stride];
        var first = (int)((long)_set.Count * part / Parts);
        var end = (int)((long)_set.Count * (part + 1) / Parts);
        for (var i = first; i < end; i++)
        {
            Score(i, weights, scores);
            var targets = _set.Targets.AsSpan(i * stride, stride);
            var costs = _set.Weights.AsSpan(i * stride, stride);
            loss += _set.Shape.Kind switch
            {
                HeadKind.AnyOf => AnyOf(scores, targets, costs),
                HeadKind.OneOf => OneOf(scores, targets, costs, _set.Shape.Labels.Count),
            };
            Spread(i, scores, gradient);
        }

        _partLosses[part] = loss;
    }

    private void Score(int i, float[] weights, float[] scores)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(0, Length));
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        rows[^sums.Length..].CopyTo(sums);
        var shape = _set.Shape;
        var embedding = _set.Embeddings[i];
        Gather(sums, rows, embedding, shape.EmbeddingScale);
        if (_set.Own[i] >= 0 && shape.OwnEmbeddingScale > 0)
        {
            Gather(sums, rows[((1 + _set.Own[i]) * embedding.Length * sums.Length)..], embedding, shape.OwnEmbeddingScale);
        }

        var sparse = rows[(shape.DenseRows * sums.Length)..];
        var features = _set.Sparse[i];
        var values = _set.SparseValues[i];
        for (var j = 0; j < features.Length; j++)
        {
            var row = sparse.Slice(features[j] * sums.Length, sums.Length);
            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] += row[k] * values[j];
            }
        }
    }

    /// <summary>Adds the example's part of the gradient; <paramref name="errors"/> are the derivatives by label.</summary>
    private void Spread(int i, float[] errors, float[] gradient)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(gradient.AsSpan(0, Length));
        var parts = MemoryMarshal.Cast<float, Vector<float>>(errors.AsSpan());
        var bias = rows[^parts.Length..];
        for (var k = 0; k < parts.Length; k++)
        {
            bias[k] += parts[k];
        }

        var shape = _set.Shape;
        var embedding = _set.Embeddings[i];
        Scatter(parts, rows, embedding, shape.EmbeddingScale);
        if (_set.Own[i] >= 0 && shape.OwnEmbeddingScale > 0)
        {
            Scatter(parts, rows[((1 + _set.Own[i]) * embedding.Length * parts.Length)..], embedding, shape.OwnEmbeddingScale);
        }

        var sparse = rows[(shape.DenseRows * parts.Length)..];
        var features = _set.Sparse[i];
        var values = _set.SparseValues[i];
        for (var j = 0; j < features.Length; j++)
        {
            var row = sparse.Slice(features[j] * parts.Length, parts.Length);
            for (var k = 0; k < parts.Length; k++)
            {
                row[k] += parts[k] * values[j];
            }
        }
    }

    private static void Gather(Span<Vector<float>> sums, ReadOnlySpan<Vector<float>> rows, float[] embedding, float scale)
    {
        for (var j = 0; j < embedding.Length; j++)
        {
            var value = embedding[j] * scale;
            var row = rows.Slice(j * sums.Length, sums.Length);
            for (var k = 0; k < sums.Length; k++)
            {
                sums[k] += row[k] * value;
            }
        }
    }

    private static void Scatter(ReadOnlySpan<Vector<float>> parts, Span<Vector<float>> rows, float[] embedding, float scale)
    {
        for (var j = 0; j < embedding.Length; j++)
        {
            var value = embedding[j] * scale;
            var row = rows.Slice(j * parts.Length, parts.Length);
            for (var k = 0; k < parts.Length; k++)
            {
                row[k] += parts[k] * value;
            }
        }
    }

    /// <summary>Turns scores into derivatives in place; the padding has no cost and so no derivative.</summary>
    private static double AnyOf(Span<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> costs)
    {
        var loss = 0.0;
        for (var l = 0; l < scores.Length; l++)
        {
            if (costs[l] == 0)
            {
                scores[l] = 0;
                continue;
            }

            var margin = targets[l] > 0 ? scores[l] : -scores[l];
            loss += costs[l] * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : -margin + Math.Log(1 + Math.Exp(margin)));
            scores[l] = costs[l] * (1 / (1 + MathF.Exp(-scores[l])) - targets[l]);
        }

        return loss;
    }

    private static double OneOf(Span<float> scores, ReadOnlySpan<float> targets, ReadOnlySpan<float> costs, int labels)
    {
        LinearHead.ToProbabilities(scores[..labels], HeadKind.OneOf);
        var loss = 0.0;
        var target = targets.IndexOf(1f);
        var cost = costs[target];
        loss -= cost * Math.Log(Math.Max(scores[target], 1e-30f));
        for (var l = 0; l < scores.Length; l++)
        {
            scores[l] = l < labels ? cost * (scores[l] - targets[l]) : 0;
        }

        return loss;
    }
}
