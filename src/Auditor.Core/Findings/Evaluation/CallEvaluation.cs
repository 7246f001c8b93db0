using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Findings.Rules;
using Auditor.Recordings;

namespace Auditor.Findings.Evaluation;

/// <summary>Judges whole written calls with the assessor that reads real ones.</summary>
public static class CallEvaluation
{
    private const int WorstShown = 20;

    /// <summary>A weaker nomination is for a person to look at, not a claim.</summary>
    private const float LeastScore = 0.8f;

    /// <summary>Rules of the pack core behind the names of design/detection.md.</summary>
    private static readonly (string Rule, string Disclosure)[] Disclosures =
    [
        ("core.recording", "recording"), ("core.identity", "identity"), ("core.purpose", "purpose"), ("core.price", "price"),
        ("core.withdrawal", "withdrawal"), ("core.optout-offer", "optout_offer"), ("core.order-confirmation", "order_confirmed"),
    ];

    private static readonly (string Rule, OutcomeValue Broken, string Violation)[] Violations =
    [
        ("core.recording", OutcomeValue.NotSaid, "missing_recording"),
        ("core.identity", OutcomeValue.NotSaid, "missing_identity"),
        ("core.purpose", OutcomeValue.NotSaid, "missing_purpose"),
        ("core.optout-offer", OutcomeValue.NotSaid, "missing_optout_offer"),
        ("core.price", OutcomeValue.NotSaid, "missing_price"),
        ("core.withdrawal", OutcomeValue.NotSaid, "missing_withdrawal"),
        ("core.order-confirmation", OutcomeValue.NotSaid, "missing_order_confirmation"),
        ("core.optout-acknowledged", OutcomeValue.NotSaid, "optout_not_acknowledged"),
        ("core.selling-after-optout", OutcomeValue.Said, "selling_after_optout"),
        ("core.sale-after-optout", OutcomeValue.Said, "sale_after_optout"),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static EvaluationResult Evaluate(IReadOnlyList<WrittenCall> calls, Assessor assessor, RulePack core, CancellationToken token)
    {
        var judged = calls.Select(call => (Call: call, Read: Decide(call, assessor, core, token))).ToList();
        var known = judged.Where(j => j.Call.Truth is not null).Select(j => (j.Call, Truth: j.Call.Truth!, j.Read)).ToList();
        var scores = new List<LabelScore>();
        foreach (var (language, own) in TextEvaluation.ByLanguage(known, k => k.Call.Lang))
        {
            foreach (var (label, truth, read) in Questions())
            {
                var cells = own.Where(k => truth(k.Truth) is not null).Select(k => new Judged(read(k.Read) == true ? 1 : 0, truth(k.Truth) == true));
                scores.Add(new(language, label, BinaryScore.At(cells, 0.5f), double.NaN, double.NaN));
            }
        }

        var worst = known.SelectMany(k => Questions().Where(q => q.Truth(k.Truth) is { } truth && truth != (q.Read(k.Read) == true))
            .Select(q => new WorstError(k.Call.Id, k.Call.Lang, $"{q.Label} {q.Truth(k.Truth)}", $"{q.Label} {q.Read(k.Read)}", double.NaN, "")));
        return new(
            new("written calls", calls.Count, scores, [], [.. worst.Take(WorstShown)]),
            [.. judged.Select(j => JsonSerializer.Serialize(
                new { j.Call.Id, optout = j.Read.OptOut, j.Read.Acknowledged, j.Read.Sale, j.Read.Disclosures, j.Read.Violations }, Json))]);
    }

    /// <summary>What the assessor makes of a written call, in the words of its truth.</summary>
    public static WrittenTruth Decide(WrittenCall call, Assessor assessor, RulePack core, CancellationToken token)
    {
        var transcript = WrittenCalls.ToTranscript(call);
        var assessment = assessor.Assess(transcript, call.Facts, core, token);
        var values = assessment.Outcomes.ToDictionary(o => o.Rule, o => o.Value);
        var optOut = OptOutOf(assessment.OptOut, transcript.Utterances.Select(u => u.Time).ToList());
        var acknowledged = optOut is null ? null : assessment.OptOut!.Acknowledged;
        return new(
            optOut,
            acknowledged,
            assessment.Agreement is not null,
            Disclosures.ToDictionary(d => d.Disclosure, d => values[d.Rule] is OutcomeValue.Said),
            [.. Violations.Where(v => v.Rule == "core.optout-acknowledged" ? acknowledged == false : values[v.Rule] == v.Broken).Select(v => v.Violation)]);
    }

    /// <summary>A wish bounded in time or to a channel is no opt-out here.</summary>
    private static WrittenOptOut? OptOutOf(OptOutFinding? found, List<TimeRange> turns)
    {
        if (found is null || found.Score < LeastScore)
        {
            return null;
        }

        var turn = turns.FindIndex(t => t.Start <= found.Evidence.Time.Start && found.Evidence.Time.Start < t.End);
        return found.Scope switch
        {
            OptOutScope.Campaign => new(turn, CustomerLabels.Campaign),
            OptOutScope.Company or OptOutScope.Number => new(turn, CustomerLabels.Company),
            OptOutScope.Channel or OptOutScope.Temporary => null,
        };
    }

    /// <summary>Each question with its true answer (null = not asked of this call) and the one that was read.</summary>
    private static IEnumerable<(string Label, Func<WrittenTruth, bool?> Truth, Func<WrittenTruth, bool?> Read)> Questions()
    {
        yield return ("optout", t => t.OptOut is not null, r => r.OptOut is not null);
        yield return ("optout scope campaign", t => t.OptOut is null ? null : t.OptOut.Scope == CustomerLabels.Campaign, r => r.OptOut?.Scope == CustomerLabels.Campaign);
        yield return ("acknowledged", t => t.OptOut is null ? null : t.Acknowledged, r => r.Acknowledged);
        yield return ("sale", t => t.Sale, r => r.Sale);
        foreach (var (_, disclosure) in Disclosures)
        {
            yield return (disclosure, t => t.Disclosures.TryGetValue(disclosure, out var said) ? said : null, r => r.Disclosures[disclosure]);
        }

        foreach (var (_, _, violation) in Violations)
        {
            yield return (violation, t => t.Violations.Contains(violation), r => r.Violations.Contains(violation));
        }
    }
}
