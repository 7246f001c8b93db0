using System.Globalization;
using Auditor.Findings.Training;

namespace Auditor.Findings.Evaluation;

/// <summary>Judges the classifiers on labelled text.</summary>
public static class TextEvaluation
{
    private const int WorstShown = 20;
    private const float Decision = 0.5f;

    /// <exception cref="InvalidDataException">The file is malformed.</exception>
    public static EvaluationResult Evaluate(string path, PhraseClassifiers classifiers, CancellationToken token)
    {
        var cases = TextCases.Read(path);
        return TextCases.PartyOf(path) switch
        {
            PhraseParty.Customer => Customer(cases, classifiers, token),
            PhraseParty.Agent => Agent(cases, classifiers, token),
            null => throw new InvalidDataException($"{path}: the header names no columns label and text"),
        };
    }

    public static EvaluationResult Customer(IReadOnlyList<TextCase> cases, PhraseClassifiers classifiers, CancellationToken token)
    {
        var read = cases.Select(c => (Case: c, Reading: classifiers.ReadCustomer(c.Text, c.Language, token))).ToList();
        var scores = new List<LabelScore>();
        var confusions = new List<ConfusionTable>();
        foreach (var (language, own) in ByLanguage(read, r => r.Case.Language))
        {
            foreach (var label in CustomerLabels.All)
            {
                var judged = own.ConvertAll(r => new Judged(r.Reading[label], r.Case.Label == label));
                var decided = BinaryScore.At(own.Select(r => new Judged(r.Reading.Best == label ? 1 : 0, r.Case.Label == label)), Decision);
                scores.Add(new(language, label, decided, Measures.AveragePrecision(judged), Measures.CalibrationError(judged)));
            }

            confusions.Add(new(language, CustomerLabels.All,
                [.. CustomerLabels.All.Select(truth => (IReadOnlyList<int>)
                    [.. CustomerLabels.All.Select(best => own.Count(r => r.Case.Label == truth && r.Reading.Best == best))])]));
        }

        var worst = read.Where(r => r.Reading.Best != r.Case.Label).OrderBy(r => r.Reading[r.Case.Label]).Take(WorstShown)
            .Select(r => new WorstError(r.Case.Id, r.Case.Language, r.Case.Label, r.Reading.Best, r.Reading[r.Reading.Best], r.Case.Text));
        var predictions = read.Select(r => string.Join('\t', [r.Case.Id, r.Reading.Best, .. CustomerLabels.All.Select(l => Number(r.Reading[l]))]));
        var header = string.Join('\t', ["id", "predicted", .. CustomerLabels.All.Select(l => "p_" + l)]);
        return new(new("customer text", cases.Count, scores, confusions, [.. worst]), [header, .. predictions]);
    }

    public static EvaluationResult Agent(IReadOnlyList<TextCase> cases, PhraseClassifiers classifiers, CancellationToken token)
    {
        var read = cases.Select(c => (Case: c, Probability: classifiers.ReadAgent(c.Text, c.Language, token)[c.Label])).ToList();
        var scores = new List<LabelScore>();
        foreach (var (language, own) in ByLanguage(read, r => r.Case.Language))
        {
            foreach (var label in own.Select(r => r.Case.Label).Distinct().OrderBy(l => AgentLabels.All.ToList().IndexOf(l)))
            {
                var judged = own.Where(r => r.Case.Label == label).Select(r => new Judged(r.Probability, r.Case.Truth)).ToList();
                scores.Add(new(
                    language, label, BinaryScore.At(judged, Decision), Measures.AveragePrecision(judged), Measures.CalibrationError(judged)));
            }
        }

        var worst = read.Where(r => r.Probability >= Decision != r.Case.Truth)
            .OrderByDescending(r => Math.Abs(r.Probability - Decision)).Take(WorstShown)
            .Select(r => new WorstError(
                r.Case.Id, r.Case.Language, (r.Case.Truth ? "" : "not ") + r.Case.Label, (r.Case.Truth ? "not " : "") + r.Case.Label, r.Probability, r.Case.Text));
        return new(
            new("agent text", cases.Count, scores, [], [.. worst]),
            ["id\tp", .. read.Select(r => $"{r.Case.Id}\t{Number(r.Probability)}")]);
    }

    /// <summary>The cases of each language and then all of them under "*".</summary>
    internal static IEnumerable<(string Language, List<T> Own)> ByLanguage<T>(IReadOnlyList<T> cases, Func<T, string> language)
    {
        var groups = cases.GroupBy(language).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.ToList())).ToList();
        return groups.Count > 1 ? groups.Append(("*", cases.ToList())) : groups;
    }

    private static string Number(float probability) => probability.ToString("F6", CultureInfo.InvariantCulture);
}
