using Auditor.Findings;
using Auditor.Findings.Evaluation;
using Auditor.Findings.Text;
using Auditor.Findings.Training;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class SolverTests
{
    private static readonly HeadOptions Options = new(1e-3f, 1, 1, 0.5f, 1, ExampleWeights.Equal, new LbfgsOptions(Tolerance: 1e-4));

    [Fact]
    public void The_minimum_of_a_bowl_is_found()
    {
        var at = new float[] { 5, -3, 8 };
        float[] centre = [1, 2, 3];
        float[] steep = [1, 10, 100];

        Lbfgs.Minimize(
            (x, gradient) =>
            {
                var value = 0.0;
                for (var i = 0; i < x.Length; i++)
                {
                    gradient[i] = steep[i] * (x[i] - centre[i]);
                    value += 0.5 * steep[i] * (x[i] - centre[i]) * (x[i] - centre[i]);
                }

                return value;
            },
            at, new LbfgsOptions(Tolerance: 1e-6), TestContext.Current.CancellationToken);

        Assert.All(at.Zip(centre), x => Assert.Equal(x.Second, x.First, 1e-3f));
    }

    [Theory]
    [InlineData(HeadKind.AnyOf)]
    [InlineData(HeadKind.OneOf)]
    public void The_gradient_is_the_slope_of_the_loss(HeadKind kind)
    {
        var shape = HeadTraining.Shape("x", kind, ["a", "b", "c"], ["en", "pl"], Options);
        var set = TrainingSet.Pack(shape, Examples(30), new ExampleWeights(2, 3, 1), 1);
        var objective = new LogisticObjective(set, 0.01f);
        var weights = new float[objective.Length];
        var random = new Random(3);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = i % shape.Stride < 3 ? (random.NextSingle() - 0.5f) : 0;
        }

        var gradient = new float[objective.Length];
        var ignored = new float[objective.Length];
        objective.Evaluate(weights, gradient, TestContext.Current.CancellationToken);

        foreach (var i in Enumerable.Range(0, objective.Length).Where(i => Math.Abs(gradient[i]) > 0.02).Take(20))
        {
            const float step = 1e-2f;
            var before = weights[i];
            weights[i] = before + step;
            var up = objective.Evaluate(weights, ignored, TestContext.Current.CancellationToken);
            weights[i] = before - step;
            var down = objective.Evaluate(weights, ignored, TestContext.Current.CancellationToken);
            weights[i] = before;
            Assert.Equal((up - down) / (2 * step), gradient[i], 2e-3);
        }
    }

    [Fact]
    public void Unseen_examples_of_a_learnable_label_are_told_apart()
    {
        var examples = Examples(200);
        var shape = HeadTraining.Shape("x", HeadKind.OneOf, ["a", "b", "c"], ["en", "pl"], Options);

        var trained = HeadTraining.Train(shape, examples, [], Options, TestContext.Current.CancellationToken);

        var right = examples.Where((e, i) => trained.Unseen[i].AsSpan(0, 3).IndexOf(trained.Unseen[i][..3].Max()) == int.TrailingZeroCount((int)e.Targets));
        Assert.InRange(right.Count(), 190, 200);
        var probabilities = trained.Head.Read(examples[0].Embedding, examples[0].Features, "en");
        Assert.Equal(1, probabilities.Sum(), 1e-4f);
    }

    [Fact]
    public void Platt_turns_scores_into_shares_of_truth()
    {
        var random = new Random(5);
        var judged = Enumerable.Range(0, 4000).Select(_ =>
        {
            var score = (float)(random.NextDouble() * 8 - 4);
            return new Judged(score, random.NextDouble() < 1 / (1 + Math.Exp(-(2 * score - 1))));
        }).ToList();

        var (slope, offset) = Calibration.Platt(judged);

        Assert.Equal(2, slope, 0.2f);
        Assert.Equal(-1, offset, 0.2f);
    }

    [Fact]
    public void Cancelling_stops_a_training()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var shape = HeadTraining.Shape("x", HeadKind.OneOf, ["a", "b", "c"], ["en"], Options);

        Assert.ThrowsAny<OperationCanceledException>(() => HeadTraining.Fit(shape, Examples(10), Options, source.Token));
    }

    private static List<Example> Examples(int count)
    {
        string[] words = ["alpha beta", "gamma delta", "epsilon zeta"];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var embedding = new float[SentenceEncoder.Size];
            embedding[i % 3] = 1;
            embedding[10 + i % 7] = 0.5f;
            return new Example(
                embedding, TextFeatures.Of($"{words[i % 3]} {i % 11}", "en"), i % 2 == 0 ? "en" : "pl", 1u << (i % 3), 1u << ((i + 1) % 3), i % 5);
        })];
    }
}
