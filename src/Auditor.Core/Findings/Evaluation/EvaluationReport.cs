namespace Auditor.Findings.Evaluation;

/// <summary>How one label fared in one language ("*" = all).</summary>
/// <param name="AveragePrecision">NaN when only a decision without a probability was judged.</param>
/// <param name="CalibrationError">Mean distance between probability and truth over ten bins; NaN likewise.</param>
public sealed record LabelScore(string Language, string Label, BinaryScore Score, double AveragePrecision, double CalibrationError);

/// <summary>How often which truth (row) was read as what (column).</summary>
public sealed record ConfusionTable(string Language, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts);

/// <summary>A case that came out wrong with much certainty.</summary>
public sealed record WorstError(string Id, string Language, string Truth, string Predicted, double Probability, string Text);

/// <summary>What one evaluated file showed.</summary>
/// <param name="Kind">customer text, agent text, written calls or recorded calls.</param>
public sealed record EvaluationReport(
    string Kind, int Count, IReadOnlyList<LabelScore> Scores, IReadOnlyList<ConfusionTable> Confusions, IReadOnlyList<WorstError> Worst);

/// <summary>A report with the lines that <c>--predictions</c> writes.</summary>
public sealed record EvaluationResult(EvaluationReport Report, IReadOnlyList<string> Predictions);
