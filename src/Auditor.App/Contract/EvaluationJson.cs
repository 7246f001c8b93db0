using Auditor.Findings.Evaluation;

namespace Auditor.App.Contract;

/// <summary>What <c>evaluate --json</c> prints.</summary>
internal sealed record EvaluationJson(IReadOnlyList<ReportJson> Reports, IReadOnlyList<MissedFloorJson> MissedFloors);

/// <param name="Kind">customer text, agent text, written calls or recorded calls.</param>
internal sealed record ReportJson(
    string File, string Kind, int Count, IReadOnlyList<ScoreJson> Scores, IReadOnlyList<ConfusionJson> Confusions, IReadOnlyList<WorstJson> Worst)
{
    public static ReportJson From(string file, EvaluationReport report) => new(
        file,
        report.Kind,
        report.Count,
        [.. report.Scores.Select(ScoreJson.From)],
        [.. report.Confusions.Select(c => new ConfusionJson(c.Language, c.Labels, c.Counts))],
        [.. report.Worst.Select(w => new WorstJson(w.Id, w.Language, w.Truth, w.Predicted, Measured.OrNull(w.Probability), w.Text))]);
}

/// <summary>One label in one language ("*" = all). A member is null where nothing was there to measure.</summary>
/// <param name="N">Cases judged.</param>
/// <param name="Positives">Of them, true ones.</param>
/// <param name="PrecisionLow">With its partner the 95 % interval (Wilson), as are those of recall.</param>
internal sealed record ScoreJson(
    string Language,
    string Label,
    int N,
    int Positives,
    double? Precision,
    double PrecisionLow,
    double PrecisionHigh,
    double? Recall,
    double RecallLow,
    double RecallHigh,
    double? F1,
    double? AveragePrecision,
    double? CalibrationError)
{
    public static ScoreJson From(LabelScore score)
    {
        var s = score.Score;
        return new(
            score.Language,
            score.Label,
            s.Count,
            s.TruePositives + s.FalseNegatives,
            Measured.OrNull(s.Precision.Value),
            Measured.Round(s.Precision.Low),
            Measured.Round(s.Precision.High),
            Measured.OrNull(s.Recall.Value),
            Measured.Round(s.Recall.Low),
            Measured.Round(s.Recall.High),
            Measured.OrNull(s.F1),
            Measured.OrNull(score.AveragePrecision),
            Measured.OrNull(score.CalibrationError));
    }
}

/// <param name="Counts">Rows are the truth, columns what was decided, in the order of the labels.</param>
internal sealed record ConfusionJson(string Language, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts);

internal sealed record WorstJson(string Id, string Language, string Truth, string Predicted, double? Probability, string Text);

/// <param name="Value">Null when it could not be measured, which misses every floor.</param>
internal sealed record MissedFloorJson(string Kind, string Language, string Label, string Measure, double Floor, double? Value);

internal static class Measured
{
    public static double? OrNull(double value) => double.IsNaN(value) ? null : Round(value);

    public static double Round(double value) => Math.Round(value, 4);
}
