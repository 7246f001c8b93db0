using Auditor.Findings.Evaluation;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class MeasuresTests
{
    [Fact]
    public void Average_precision_is_the_mean_precision_at_each_true_one()
    {
        Judged[] judged = [new(0.9f, true), new(0.8f, false), new(0.7f, true), new(0.1f, false)];

        Assert.Equal((1 + 2.0 / 3) / 2, Measures.AveragePrecision(judged), 6);
    }

    [Fact]
    public void Equal_probabilities_gain_nothing_from_their_order()
    {
        Judged[] one = [new(0.5f, true), new(0.5f, false)];

        Assert.Equal(0.5, Measures.AveragePrecision(one), 6);
        Assert.Equal(0.5, Measures.AveragePrecision(one.Reverse()), 6);
    }

    [Fact]
    public void Without_a_true_one_there_is_no_average_precision() => Assert.True(double.IsNaN(Measures.AveragePrecision([new(0.5f, false)])));

    [Fact]
    public void The_Wilson_interval_is_that_of_the_tables()
    {
        var share = new Share(8, 10);

        Assert.Equal(0.4902, share.Low, 4);
        Assert.Equal(0.9433, share.High, 4);
        Assert.Equal((0, 1), (new Share(0, 0).Low, new Share(0, 0).High));
    }

    [Fact]
    public void A_decision_is_counted_in_its_cell()
    {
        var score = BinaryScore.At([new(0.9f, true), new(0.9f, false), new(0.2f, true), new(0.1f, false), new(0.5f, true)], 0.5f);

        Assert.Equal(new BinaryScore(2, 1, 1, 1), score);
        Assert.Equal(2.0 / 3, score.F1, 6);
    }

    [Fact]
    public void Honest_probabilities_have_no_calibration_error()
    {
        var honest = Enumerable.Range(0, 100).Select(i => new Judged(0.25f, i % 4 == 0));

        Assert.Equal(0, Measures.CalibrationError(honest), 6);
        Assert.Equal(0.75, Measures.CalibrationError([new(0.25f, true)]), 6);
    }
}
