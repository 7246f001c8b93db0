using Auditor.Findings.Evaluation;

namespace Auditor.Findings.Training;

/// <param name="L2">Penalty beside the mean loss.</param>
/// <param name="MinimumCount">Buckets seen in fewer examples carry no weight.</param>
public sealed record HeadOptions(
    float L2, int MinimumCount, float EmbeddingScale, float OwnEmbeddingScale, float SparseScale, ExampleWeights Weights, LbfgsOptions Solver);

/// <summary>A head and the scores that models without the example gave each example.</summary>
/// <param name="Unseen">Raw scores by example, from the model that was trained without its fold.</param>
public sealed record TrainedHead(LinearHead Head, IReadOnlyList<float[]> Unseen);

/// <summary>Trains one head: once without each fold, to calibrate and to measure, and once on everything.</summary>
public static class HeadTraining
{
    public static HeadShape Shape(string name, HeadKind kind, IReadOnlyList<string> labels, IReadOnlyList<string> languages, HeadOptions options) =>
        new(name, kind, labels, options.OwnEmbeddingScale > 0 ? languages : [], options.EmbeddingScale, options.OwnEmbeddingScale, options.SparseScale);

    /// <param name="extra">Examples that help to train but are not measured; each stays out of its own fold's model too.</param>
    public static TrainedHead Train(
        HeadShape shape, IReadOnlyList<Example> examples, IReadOnlyList<Example> extra, HeadOptions options, CancellationToken token)
    {
        var unseen = Unseen(shape, examples, extra, options, token);
        var head = Fit(shape, [.. examples, .. extra], options, token);
        return new(Calibrate(head, examples, unseen), unseen);
    }

    /// <summary>Scores of every example by a model that never saw its fold.</summary>
    public static IReadOnlyList<float[]> Unseen(
        HeadShape shape, IReadOnlyList<Example> examples, IReadOnlyList<Example> extra, HeadOptions options, CancellationToken token)
    {
        var unseen = new float[examples.Count][];
        foreach (var fold in examples.Select(e => e.Fold).Distinct().Order())
        {
            var head = Fit(shape, [.. examples.Concat(extra).Where(e => e.Fold != fold)], options, token);
            for (var i = 0; i < examples.Count; i++)
            {
                if (examples[i].Fold == fold)
                {
                    unseen[i] = head.Score(examples[i].Embedding, examples[i].Features, examples[i].Language);
                }
            }
        }

        return unseen;
    }

    /// <summary>A head without calibration.</summary>
    public static LinearHead Fit(HeadShape shape, IReadOnlyList<Example> examples, HeadOptions options, CancellationToken token)
    {
        var set = TrainingSet.Pack(shape, examples, options.Weights, options.MinimumCount);
        var objective = new LogisticObjective(set, options.L2);
        var weights = new float[objective.Length];
        Lbfgs.Minimize((at, gradient) => objective.Evaluate(at, gradient, token), weights, options.Solver, token);
        var unpacked = objective.Unpack(weights);
        var ones = new float[shape.Labels.Count];
        Array.Fill(ones, 1f);
        return new(shape, unpacked with { Sparse = InBucketOrder(set, unpacked.Sparse) }, [.. set.Buckets.Order()], ones, new float[ones.Length],
            new Dictionary<string, float[]>());
    }

    /// <summary>Sparse rows in rising order of their buckets, with the rarity of training multiplied in.</summary>
    private static float[] InBucketOrder(TrainingSet set, float[] sparse)
    {
        var stride = set.Shape.Stride;
        var order = Enumerable.Range(0, set.Buckets.Length).OrderBy(row => set.Buckets[row]).ToArray();
        var sorted = new float[sparse.Length];
        for (var i = 0; i < order.Length; i++)
        {
            for (var k = 0; k < stride; k++)
            {
                sorted[i * stride + k] = sparse[order[i] * stride + k] * set.Rarity[order[i]];
            }
        }

        return sorted;
    }

    /// <summary>
    /// Calibration on unseen scores. A label of its own is calibrated for a mix in which its true examples weigh as much as all others
    /// together, most of these being the ones that only sound like it: the mix that is judged, not the one that happened to be written.
    /// </summary>
    public static LinearHead Calibrate(LinearHead head, IReadOnlyList<Example> examples, IReadOnlyList<float[]> unseen)
    {
        var labels = head.Shape.Labels.Count;
        var slope = new float[labels];
        var offset = new float[labels];
        var own = new Dictionary<string, float[]>();
        switch (head.Shape.Kind)
        {
            case HeadKind.OneOf:
                var targets = examples.Select(e => int.TrailingZeroCount((int)e.Targets)).ToArray();
                Array.Fill(slope, Calibration.Temperature(unseen, targets, labels));
                break;
            case HeadKind.AnyOf:
                var all = Enumerable.Range(0, labels).Select(label => Mixed(examples, unseen, label, null)).ToArray();
                for (var label = 0; label < labels; label++)
                {
                    (slope[label], offset[label]) = Calibration.Platt(all[label]);
                }

                foreach (var language in examples.Select(e => e.Language).Distinct())
                {
                    own[language] = [.. Enumerable.Range(0, labels).Select(label =>
                        Calibration.Offset(Mixed(examples, unseen, label, language), slope[label], offset[label]))];
                }

                break;
        }

        return new(head.Shape, head.Weights, head.Buckets, slope, offset, own);
    }

    /// <param name="language">Only its examples; null = all.</param>
    private static List<Judged> Mixed(IReadOnlyList<Example> examples, IReadOnlyList<float[]> unseen, int label, string? language)
    {
        const float nearShare = 0.8f;
        var chosen = Enumerable.Range(0, examples.Count).Where(i => language is null || examples[i].Language == language).ToList();
        var positives = chosen.Count(i => Holds(examples[i].Targets, label));
        var near = chosen.Count(i => IsNear(examples[i], label));
        var others = chosen.Count - positives - near;
        var nearWeight = near == 0 ? 0 : nearShare * positives / near;
        var otherWeight = others == 0 ? 0 : (1 - nearShare) * positives / others;
        return chosen.ConvertAll(i =>
        {
            var holds = Holds(examples[i].Targets, label);
            return new Judged(unseen[i][label], holds, holds ? 1 : IsNear(examples[i], label) ? nearWeight : otherWeight);
        });
    }

    public static bool Holds(uint bits, int label) => (bits >> label & 1) == 1;

    public static bool IsNear(Example example, int label) => Holds(example.NearTargets, label) && !Holds(example.Targets, label);
}
