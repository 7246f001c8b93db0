using Auditor.Findings.Text;

namespace Auditor.Findings.Training;

/// <summary>One text as the solver sees it.</summary>
/// <param name="Targets">The head's labels that hold, as bits.</param>
/// <param name="NearTargets">The labels that it only sounds like, as bits.</param>
/// <param name="Fold">The part of the data that it belongs to; never split inside one idea.</param>
/// <param name="Language">ISO 639-1.</param>
public sealed record Example(float[] Embedding, TextFeatures Features, string Language, uint Targets, uint NearTargets, int Fold);

/// <summary>How much each kind of example counts.</summary>
public sealed record ExampleWeights(float Positive, float Near, float Negative)
{
    public static readonly ExampleWeights Equal = new(1, 1, 1);
}

/// <summary>Examples packed for the solver: dense rows side by side, sparse rows with the buckets that occur often enough.</summary>
public sealed class TrainingSet
{
    /// <summary>The logarithm of N/n at which a feature keeps its size; measured to matter little between 2 and 8.</summary>
    private const float RarityUnit = 4;

    private TrainingSet(HeadShape shape, int[] buckets, int count)
    {
        Shape = shape;
        Buckets = buckets;
        Count = count;
        Embeddings = new float[count][];
        Sparse = new int[count][];
        SparseValues = new float[count][];
        Own = new int[count];
        Targets = new float[count * shape.Stride];
        Weights = new float[count * shape.Stride];
    }

    /// <summary>
    /// Per bucket: rare features are made larger and so are punished less for being used. It belongs to training only: the finished
    /// weights have it multiplied in.
    /// </summary>
    public required float[] Rarity { get; init; }

    public HeadShape Shape { get; }

    /// <summary>Buckets with a weight row, in the order of the rows: the most frequent first.</summary>
    public int[] Buckets { get; }

    public int Count { get; }

    public float[][] Embeddings { get; }

    /// <summary>Row numbers of the features that occur, with <see cref="SparseValues"/>.</summary>
    public int[][] Sparse { get; }

    public float[][] SparseValues { get; }

    /// <summary>The index of the example's language in the shape, −1 for none.</summary>
    public int[] Own { get; }

    /// <summary>0 or 1, example by example, <see cref="HeadShape.Stride"/> long.</summary>
    public float[] Targets { get; }

    /// <summary>Weight of each target; 0 in the padding.</summary>
    public float[] Weights { get; }

    /// <param name="minimumCount">A bucket that fewer examples have gets no weight.</param>
    public static TrainingSet Pack(HeadShape shape, IReadOnlyList<Example> examples, ExampleWeights weights, int minimumCount)
    {
        var counts = new int[1 << TextFeatures.BucketBits];
        foreach (var bucket in examples.SelectMany(e => e.Features.Buckets))
        {
            counts[bucket]++;
        }

        // Frequent buckets first: most reads of the weights then hit the same few pages, which makes a step about twice as fast.
        var buckets = Enumerable.Range(0, counts.Length).Where(b => counts[b] >= minimumCount)
            .OrderByDescending(b => counts[b]).ThenBy(b => b).ToArray();
        var rows = new int[counts.Length];
        Array.Fill(rows, -1);
        for (var i = 0; i < buckets.Length; i++)
        {
            rows[buckets[i]] = i;
        }

        var rarity = Array.ConvertAll(buckets, b => MathF.Sqrt(MathF.Log((examples.Count + 1f) / counts[b]) / RarityUnit));
        var set = new TrainingSet(shape, buckets, examples.Count) { Rarity = rarity };
        for (var i = 0; i < examples.Count; i++)
        {
            set.Put(i, examples[i], weights, rows);
        }

        return set;
    }

    private void Put(int i, Example example, ExampleWeights weights, int[] rows)
    {
        Embeddings[i] = example.Embedding;
        Own[i] = Shape.LanguageIndex(example.Language);
        var kept = Enumerable.Range(0, example.Features.Buckets.Length).Where(k => rows[example.Features.Buckets[k]] >= 0).ToArray();
        Sparse[i] = Array.ConvertAll(kept, k => rows[example.Features.Buckets[k]]);
        SparseValues[i] = Array.ConvertAll(kept, k => example.Features.Values[k] * Shape.SparseScale * Rarity[rows[example.Features.Buckets[k]]]);
        for (var label = 0; label < Shape.Labels.Count; label++)
        {
            var holds = (example.Targets >> label & 1) == 1;
            var near = (example.NearTargets >> label & 1) == 1;
            Targets[i * Shape.Stride + label] = holds ? 1 : 0;
            Weights[i * Shape.Stride + label] = holds ? weights.Positive : near ? weights.Near : weights.Negative;
        }
    }
}
