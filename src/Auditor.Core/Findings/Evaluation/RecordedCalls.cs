using System.Text.Json;
using Auditor.Recordings;

namespace Auditor.Findings.Evaluation;

/// <summary>Judges recorded calls: a folder whose expected.jsonl tells the truth of each file.</summary>
public static class RecordedCalls
{
    public const string TruthName = "expected.jsonl";

    /// <summary>Truth names whose rule is not the same word.</summary>
    private static readonly Dictionary<string, string> Rules = new() { ["order_confirmed"] = "core.order-confirmation" };

    /// <param name="assess">Hears and assesses one file of the folder with the pack core; a failure leaves the call out.</param>
    /// <returns>Opt-outs found (written or proposed), opt-outs written, the agent's answer, and each disclosure that could be told.</returns>
    /// <exception cref="InvalidDataException">The truth is malformed; the message names the line.</exception>
    public static EvaluationReport Evaluate(
        string folder, Func<string, CancellationToken, Result<Assessment>> assess, CancellationToken token)
    {
        var answers = new List<Answer>();
        var count = 0;
        foreach (var truth in Read(Path.Combine(folder, TruthName)))
        {
            var result = assess(Path.Combine(folder, "calls", truth.File), token);
            if (result.Succeeded)
            {
                count++;
                answers.AddRange(Compare(truth, result.Value));
            }
        }

        var scores = TextEvaluation.ByLanguage(answers, a => a.Language).SelectMany(group => group.Own.GroupBy(a => a.Question)
            .Select(q => new LabelScore(
                group.Language, q.Key, BinaryScore.At(q.Select(a => new Judged(a.Read ? 1 : 0, a.Truth)), 0.5f), double.NaN, double.NaN)));
        var worst = answers.Where(a => a.Truth != a.Read)
            .Select(a => new WorstError(a.File, a.Language, $"{a.Question} {a.Truth}", $"{a.Question} {a.Read}", double.NaN, ""));
        return new("recorded calls", count, [.. scores], [], [.. worst]);
    }

    private static IEnumerable<Answer> Compare(RecordedTruth truth, Assessment assessment)
    {
        var bounded = truth.OptOut is { Soft: not null };
        var found = assessment.OptOut;
        if (!bounded)
        {
            yield return new(truth.File, truth.Language, "optout", truth.OptOut is not null, found is not null);
        }

        yield return new(truth.File, truth.Language, "optout written", truth.OptOut is not null && !bounded, found is { Gates.Count: 0 });
        if (truth.OptOut is { Acknowledged: { } acknowledged } && found?.Acknowledged is { } read)
        {
            yield return new(truth.File, truth.Language, "acknowledged", acknowledged, read);
        }

        foreach (var (name, value) in truth.Disclosures)
        {
            var rule = Rules.GetValueOrDefault(name, "core." + name.Replace('_', '-'));
            var outcome = assessment.Outcomes.FirstOrDefault(o => o.Rule == rule);
            if (outcome is not null && outcome.Value is not OutcomeValue.CannotTell)
            {
                yield return new(truth.File, truth.Language, name, value == "said", outcome.Value is OutcomeValue.Said);
            }
        }
    }

    private static IEnumerable<RecordedTruth> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            RecordedTruth? truth;
            try
            {
                truth = JsonSerializer.Deserialize<RecordedTruth>(line, JsonSerializerOptions.Web);
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"{path}: line {number}: {fault.Message}", fault);
            }

            yield return truth is { File: not null, Language: not null, Disclosures: not null }
                ? truth : throw new InvalidDataException($"{path}: line {number}: no file, language and disclosures");
        }
    }

    private sealed record RecordedTruth(string File, string Language, RecordedOptOut? OptOut, Dictionary<string, string> Disclosures);

    private sealed record RecordedOptOut(bool? Acknowledged, string? Soft);

    private sealed record Answer(string File, string Language, string Question, bool Truth, bool Read);
}
