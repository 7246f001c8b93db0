using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Storage;

/// <summary>Results to rows and back. Times of findings are kept to the millisecond.</summary>
internal static class ResultMapping
{
    public static ResultRow ToRow(CallResult result, Transcript? transcript) => new()
    {
        CallId = result.Recording.Id,
        RunId = result.RunId,
        Provenance = result.Provenance,
        Revision = result.Revision,
        FinishedAt = result.FinishedAt,
        Status = result.Status,
        FailureCode = result.Failure?.Code,
        FailureDetail = result.Failure?.Detail,
        Language = result.Language,
        AgentId = result.Recording.Facts.AgentId,
        Campaign = result.Recording.Facts.Campaign,
        StartedAt = result.Recording.Facts.StartedAt,
        Duration = result.Duration,
        Warnings = StoredJson.Write(result.Warnings),
        Facts = StoredJson.Write(result.Recording.Facts),
        Transcript = transcript is null ? null : StoredJson.Write(transcript),
        Outcomes = [.. result.Outcomes.Select(ToRow)],
        OptOut = result.OptOut is null ? null : ToRow(result.OptOut),
    };

    public static CallResult ToResult(ResultRow row, CallRow call) => new()
    {
        Recording = new(call.Id, call.Path, call.Name, call.Bytes, StoredJson.Read<CallFacts>(row.Facts)),
        RunId = row.RunId,
        Provenance = row.Provenance,
        Revision = row.Revision,
        FinishedAt = row.FinishedAt,
        Status = row.Status,
        Failure = row.FailureCode is null ? null : new(row.FailureCode, row.FailureDetail ?? ""),
        Language = row.Language,
        Duration = row.Duration,
        Warnings = StoredJson.Read<Failure[]>(row.Warnings),
        Outcomes = [.. row.Outcomes.OrderBy(o => o.Position).Select(ToOutcome)],
        OptOut = row.OptOut is null ? null : ToPlan(row.OptOut),
    };

    private static OutcomeRow ToRow(RuleOutcome outcome, int position) => new()
    {
        Position = position,
        Rule = outcome.Rule,
        Value = outcome.Value,
        Violation = outcome.Violation,
        Channel = outcome.Evidence?.Channel,
        Party = outcome.Evidence?.Party,
        Start = outcome.Evidence?.Time.Start,
        End = outcome.Evidence?.Time.End,
        Quote = outcome.Evidence?.Text,
        Score = outcome.Score,
        SearchedStart = outcome.Searched.Start,
        SearchedEnd = outcome.Searched.End,
        SearchedParty = outcome.SearchedParty,
        Reason = outcome.Reason,
    };

    private static RuleOutcome ToOutcome(OutcomeRow row) => new()
    {
        Rule = row.Rule,
        Value = row.Value,
        Violation = row.Violation,
        Evidence = row is { Channel: { } channel, Party: { } party, Start: { } start, End: { } end, Quote: { } quote }
            ? new(channel, party, new(start, end), quote)
            : null,
        Score = row.Score,
        Searched = new(row.SearchedStart, row.SearchedEnd),
        SearchedParty = row.SearchedParty,
        Reason = row.Reason,
    };

    private static OptOutRow ToRow(OptOutPlan plan) => new()
    {
        Decision = plan.Decision,
        Scope = plan.Finding.Scope,
        Number = plan.Number?.Reveal(),
        Channel = plan.Finding.Evidence.Channel,
        Party = plan.Finding.Evidence.Party,
        Start = plan.Finding.Evidence.Time.Start,
        End = plan.Finding.Evidence.Time.End,
        Quote = plan.Finding.Evidence.Text,
        Score = plan.Finding.Score,
        Acknowledged = plan.Finding.Acknowledged,
        AgentEntry = plan.AgentEntry,
        Gates = StoredJson.Write(plan.Gates),
        FindingGates = StoredJson.Write(plan.Finding.Gates),
        SecondAgrees = plan.SecondLook?.Agrees,
        SecondScore = plan.SecondLook?.Score,
        SecondWords = plan.SecondLook?.Words,
    };

    private static OptOutPlan ToPlan(OptOutRow row) => new()
    {
        Decision = row.Decision,
        Finding = new()
        {
            Scope = row.Scope,
            Evidence = new(row.Channel, row.Party, new(row.Start, row.End), row.Quote),
            Score = row.Score,
            Acknowledged = row.Acknowledged,
            Gates = StoredJson.Read<string[]>(row.FindingGates),
        },
        Number = row.Number is { } number ? PhoneNumber.FromE164(number) : null,
        Gates = StoredJson.Read<string[]>(row.Gates),
        AgentEntry = row.AgentEntry,
        SecondLook = row is { SecondAgrees: { } agrees, SecondScore: { } score, SecondWords: { } words }
            ? new() { Agrees = agrees, Score = score, Words = words }
            : null,
    };
}
