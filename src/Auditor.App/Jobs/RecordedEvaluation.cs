using System.Globalization;
using System.Text.Json;
using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.Findings;
using Auditor.Findings.Evaluation;
using Auditor.Pipeline;
using Auditor.Recordings;

namespace Auditor.App.Jobs;

/// <summary>
/// Judges the whole pipeline on recorded calls whose truth is known: a folder with recordings and an expected.jsonl as in recordings-sample.
/// The truth is compared with what was decided, never shown to what decides.
/// </summary>
internal static class RecordedEvaluation
{
    public const string TruthName = "expected.jsonl";

    private const string All = "*";

    /// <summary>Marks a wish that is bounded in time or otherwise: it may be proposed, never written.</summary>
    private const string Soft = "soft";

    private static readonly string[] Values = [.. Enum.GetValues<OutcomeValue>().Select(Names.Of)];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["recording"] = "core.recording",
        ["identity"] = "core.identity",
        ["purpose"] = "core.purpose",
        ["price"] = "core.price",
        ["withdrawal"] = "core.withdrawal",
        ["order_summary"] = "core.order-summary",
        ["order_confirmed"] = "core.order-confirmation",
    };

    /// <exception cref="InvalidDataException">The truth cannot be read, or names a recording that is not there.</exception>
    public static EvaluationResult Evaluate(string folder, AuditModels models, IProgress<string> progress, CancellationToken token)
    {
        var truths = ReadTruth(Path.Combine(folder, TruthName));
        var recordings = RecordingIntake.Collect([folder], new(), token).Recordings.ToDictionary(r => Path.GetFileName(r.Name));
        var stages = models.LoadStages();
        var judged = new List<Judgement>();
        foreach (var truth in truths)
        {
            var recording = recordings.GetValueOrDefault(truth.File) ?? throw new InvalidDataException($"{folder}: {truth.File} of {TruthName} is not there");
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{judged.Count + 1} of {truths.Count}: {truth.File}"));
            judged.Add(new(truth, CallAudit.Of(recording, stages, models.Basis, new(), token)));
        }

        return new(Report(judged), [.. judged.Select(Prediction)]);
    }

    private static EvaluationReport Report(IReadOnlyList<Judgement> judged)
    {
        var (scores, confusions) = (new List<LabelScore>(), new List<ConfusionTable>());
        var languages = judged.GroupBy(j => j.Truth.Language).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.ToList())).ToList();
        foreach (var (language, own) in languages.Count > 1 ? languages.Append((All, [.. judged])) : languages)
        {
            scores.Add(Score(language, "optout written", own, j => j.Truth.OptOut is { } wish && !wish.TryGetProperty(Soft, out _), j => j.Audit.Plan.OptOut?.Decision == OptOutDecision.Written));
            scores.Add(Score(language, "optout heard", own, j => j.Truth.OptOut is not null, j => j.Audit.Plan.OptOut is not null));
            var outcomes = own.SelectMany(Outcomes).ToList();
            scores.AddRange(outcomes.Where(o => o.Found != OutcomeValue.CannotTell).GroupBy(o => o.Disclosure).Select(g => new LabelScore(
                language, g.Key, BinaryScore.At(g.Select(o => new Judged(o.Found == OutcomeValue.Said ? 1 : 0, o.True == OutcomeValue.Said)), 0.5f), double.NaN, double.NaN)));
            confusions.Add(new(language, Values,
                [.. Enum.GetValues<OutcomeValue>().Select(truth => (IReadOnlyList<int>)
                    [.. Enum.GetValues<OutcomeValue>().Select(found => outcomes.Count(o => o.True == truth && o.Found == found))])]));
        }

        var worst = judged.SelectMany(j => Outcomes(j).Where(o => o.Found != o.True && o.Found != OutcomeValue.CannotTell)
            .Select(o => new WorstError(j.Truth.File, j.Truth.Language, $"{o.Disclosure} {Names.Of(o.True)}", $"{o.Disclosure} {Names.Of(o.Found)}", double.NaN, o.Reason)));
        return new("recorded calls", judged.Count, scores, confusions, [.. worst]);
    }

    private static LabelScore Score(string language, string label, IEnumerable<Judgement> calls, Func<Judgement, bool> truth, Func<Judgement, bool> found) =>
        new(language, label, BinaryScore.At(calls.Select(j => new Judged(found(j) ? 1 : 0, truth(j))), 0.5f), double.NaN, double.NaN);

    /// <summary>A call that failed has no outcomes: nothing could be told of it.</summary>
    private static IEnumerable<(string Disclosure, OutcomeValue True, OutcomeValue Found, string Reason)> Outcomes(Judgement call) =>
        from disclosure in call.Truth.Disclosures
        let found = call.Audit.Outcomes.FirstOrDefault(o => o.Rule == Rules.GetValueOrDefault(disclosure.Key))
        select (disclosure.Key, ValueOf(disclosure.Value), found?.Value ?? OutcomeValue.CannotTell, found?.Reason ?? call.Audit.Failure?.Code ?? "");

    private static OutcomeValue ValueOf(string truth) => truth switch
    {
        "said" => OutcomeValue.Said,
        "missing" or "late" => OutcomeValue.NotSaid,
        "not_applicable" => OutcomeValue.NotApplicable,
        _ => throw new InvalidDataException($"{TruthName}: '{truth}' is not one of said, missing, late, not_applicable"),
    };

    private static string Prediction(Judgement call) => JsonSerializer.Serialize(
        CallJson.From(
            new()
            {
                Recording = new("", "", call.Truth.File, 0, new() { Language = call.Truth.Language }),
                RunId = "",
                Provenance = "",
                FinishedAt = default,
                Status = call.Audit.Plan.Status,
                Failure = call.Audit.Failure,
                Outcomes = call.Audit.Outcomes,
                OptOut = call.Audit.Plan.OptOut,
            },
            NumberView.Masked),
        ContractJson.Readable.CallJson);

    private static List<Truth> ReadTruth(string file)
    {
        var truths = new List<Truth>();
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            try
            {
                truths.Add(JsonSerializer.Deserialize<Truth>(line, Json) is { File: not null, Language: not null, Disclosures: not null } truth
                    ? truth : throw new JsonException("a call has file, language and disclosures"));
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"{file}: line {number + 1}: {fault.Message}", fault);
            }
        }

        return truths;
    }

    private sealed record Truth(string File, string Language, JsonElement? OptOut, IReadOnlyDictionary<string, string> Disclosures);

    private sealed record Judgement(Truth Truth, CallAudit Audit);
}
