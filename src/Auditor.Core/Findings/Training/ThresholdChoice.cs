using Auditor.Findings.Evaluation;

namespace Auditor.Findings.Training;

/// <summary>
/// Limits chosen on unseen ideas, per label and language: as low as the wanted precision allows, or as high as the wanted recall allows,
/// inside bounds that keep a handful of lucky rows from setting a reckless limit.
/// </summary>
/// <param name="WritePrecision">An opt-out that may be written without a person.</param>
/// <param name="NominateRecall">An opt-out that a person should see.</param>
/// <param name="SaidPrecision">A disclosure that counts as said.</param>
/// <param name="PerhapsRecall">A disclosure below it counts as not said.</param>
public sealed record ThresholdOptions(
    double WritePrecision = 0.98, double NominateRecall = 0.97, double SaidPrecision = 0.9, double PerhapsRecall = 0.95);

public static class ThresholdChoice
{
    private const float Step = 0.01f;

    public static IReadOnlyList<Threshold> OptOut(string language, IReadOnlyList<Judged> judged, ThresholdOptions options)
    {
        var nominate = Math.Clamp(HighestWithRecall(judged, options.NominateRecall), 0.25f, 0.4f);
        var write = Math.Clamp(LowestWithPrecision(judged, options.WritePrecision), 0.7f, 0.97f);
        return
        [
            new(ThresholdNames.Nominate, CustomerLabels.OptOut, language, nominate),
            new(ThresholdNames.Write, CustomerLabels.OptOut, language, write),
        ];
    }

    public static IReadOnlyList<Threshold> Disclosure(string label, string language, IReadOnlyList<Judged> judged, ThresholdOptions options)
    {
        var said = Math.Clamp(LowestWithPrecision(judged, options.SaidPrecision), 0.5f, 0.85f);
        var perhaps = Math.Clamp(HighestWithRecall(judged, options.PerhapsRecall), 0.25f, said - 0.15f);
        return [new(ThresholdNames.Said, label, language, said), new(ThresholdNames.Perhaps, label, language, perhaps)];
    }

    /// <summary>1 when no limit reaches it.</summary>
    public static float LowestWithPrecision(IReadOnlyList<Judged> judged, double precision)
    {
        for (var limit = Step; limit < 1; limit += Step)
        {
            if (BinaryScore.At(judged, limit).Precision.Value >= precision)
            {
                return limit;
            }
        }

        return 1;
    }

    /// <summary>0 when no limit reaches it.</summary>
    public static float HighestWithRecall(IReadOnlyList<Judged> judged, double recall)
    {
        for (var limit = 1 - Step; limit > 0; limit -= Step)
        {
            if (BinaryScore.At(judged, limit).Recall.Value >= recall)
            {
                return limit;
            }
        }

        return 0;
    }
}
