namespace Auditor.Findings;

/// <summary>A limit on a label's probability in one language.</summary>
/// <param name="Name">One of <see cref="ThresholdNames"/>.</param>
/// <param name="Language">ISO 639-1, or * for languages without one of their own.</param>
public sealed record Threshold(string Name, string Label, string Language, float Value);

/// <summary>Names of thresholds.</summary>
public static class ThresholdNames
{
    /// <summary>A disclosure at or above it was said.</summary>
    public const string Said = "said";

    /// <summary>A disclosure below it was not said; between the two it cannot be told.</summary>
    public const string Perhaps = "perhaps";

    /// <summary>An opt-out at or above it may be written without a person, if every gate agrees.</summary>
    public const string Write = "write";

    /// <summary>An opt-out at or above it is proposed to a person.</summary>
    public const string Nominate = "nominate";
}

/// <summary>How well a label was told on text that the measured model was not trained on.</summary>
/// <param name="Count">Rows judged.</param>
/// <param name="Positives">Of them, rows that carry the label.</param>
public sealed record LabelQuality(
    string Label, string Language, int Count, int Positives, float AveragePrecision, float Precision, float Recall, float F1);

/// <summary>The trained classifiers of one party: its heads, thresholds, and what was measured.</summary>
/// <param name="Kind">customer or agent.</param>
/// <param name="DataHash">SHA-256 of the labelled rows it was trained on, hex.</param>
public sealed record PhraseModel(
    string Kind,
    string DataHash,
    IReadOnlyList<LinearHead> Heads,
    IReadOnlyList<Threshold> Thresholds,
    IReadOnlyList<LabelQuality> Quality)
{
    public LinearHead Head(string name) => Heads.First(h => h.Shape.Name == name);

    /// <exception cref="InvalidOperationException">The model has no such threshold, not even for any language.</exception>
    public float ThresholdOf(string name, string label, string language)
    {
        var any = float.NaN;
        foreach (var threshold in Thresholds)
        {
            if (threshold.Name == name && threshold.Label == label)
            {
                if (threshold.Language == language)
                {
                    return threshold.Value;
                }

                any = threshold.Language == "*" ? threshold.Value : any;
            }
        }

        return float.IsNaN(any) ? throw new InvalidOperationException($"the {Kind} model has no threshold {name} for {label}") : any;
    }
}
