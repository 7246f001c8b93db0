using Auditor.Actions;
using Auditor.Findings;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Contract;

/// <summary>What <c>audit --json</c> prints. Members are added at most; none is renamed, removed or given another meaning.</summary>
internal sealed record AuditJson(RunJson Run, IReadOnlyList<CallJson> Calls, IReadOnlyList<ListedJson> Blacklist)
{
    /// <param name="unreadable">Recordings that could not even be read, as failed calls without an id.</param>
    public static AuditJson From(BatchResult batch, IReadOnlyList<IntakeProblem> unreadable, NumberView numbers)
    {
        var run = batch.Run;
        return new(
            new(
                run.Id,
                run.Received + unreadable.Count,
                run.Audited,
                run.Skipped,
                run.Failed + unreadable.Count,
                Rounded.Seconds(run.Audio),
                Rounded.Seconds(run.Wall),
                Rounded.Factor(run.RealTimeFactor)),
            [.. batch.Calls.Select(call => CallJson.From(call.Result, numbers)), .. unreadable.Select(CallJson.Unread)],
            [.. batch.Blacklist.Select(entry => ListedJson.From(entry, numbers))]);
    }
}

/// <param name="Received">audited + skipped + failed.</param>
/// <param name="AudioSeconds">Length of the calls that this run decoded; skipped ones do not count.</param>
internal sealed record RunJson(
    string Id, int Received, int Audited, int Skipped, int Failed, double AudioSeconds, double WallSeconds, double RealTimeFactor);

/// <param name="File">The recording's name: its path below the folder that was given, with forward slashes; its last part is the file's name.</param>
/// <param name="Id">SHA-256 of the file; null when the file could not be read.</param>
internal sealed record CallJson(
    string File,
    string? Id,
    string? Language,
    string? Country,
    string Status,
    FailureJson? Failure,
    OptOutJson? OptOut,
    IReadOnlyList<OutcomeJson> Outcomes)
{
    public static CallJson From(CallResult result, NumberView numbers) => new(
        result.Recording.Name,
        result.Recording.Id,
        result.Language ?? result.Recording.Facts.Language,
        result.Recording.Facts.Country,
        Names.Of(result.Status),
        result.Failure is { } failure ? new(failure.Code, failure.Detail) : null,
        result.OptOut is { } optOut ? OptOutJson.From(optOut, numbers) : null,
        [.. result.Outcomes.Select(OutcomeJson.From)]);

    public static CallJson Unread(IntakeProblem problem) => new(
        Path.GetFileName(problem.Path), null, null, null, Names.Of(CallStatus.Failed), new(problem.Failure.Code, problem.Failure.Detail), null, []);
}

internal sealed record FailureJson(string Code, string Detail);

/// <param name="Number">Null when the customer's number is not known.</param>
/// <param name="Acknowledged">What the agent answered; null when it cannot be told.</param>
internal sealed record OptOutJson(string Decision, string Scope, string? Number, long StartMs, long EndMs, string Quote, bool? Acknowledged)
{
    public static OptOutJson From(OptOutPlan plan, NumberView numbers)
    {
        var evidence = plan.Finding.Evidence;
        return new(
            Names.Of(plan.Decision),
            Names.Of(plan.Finding.Scope),
            plan.Number is { } number ? numbers.Show(number) : null,
            evidence.Time.StartMs,
            evidence.Time.EndMs,
            evidence.Text,
            plan.Finding.Acknowledged);
    }
}

/// <param name="StartMs">Of the evidence or the nearest candidate, as are EndMs and Quote; null when nothing came near.</param>
internal sealed record OutcomeJson(string Rule, string Outcome, long? StartMs, long? EndMs, string? Quote, double Score)
{
    public static OutcomeJson From(RuleOutcome outcome) => new(
        outcome.Rule,
        Names.Of(outcome.Value),
        outcome.Evidence?.Time.StartMs,
        outcome.Evidence?.Time.EndMs,
        outcome.Evidence?.Text,
        Rounded.Probability(outcome.Score));
}

/// <param name="Call">Id of the call that the entry goes back to; null when it came in another way.</param>
internal sealed record ListedJson(string Number, string State, string Scope, string? Call)
{
    public static ListedJson From(BlacklistEntry entry, NumberView numbers) =>
        new(numbers.Show(entry.Number), Names.Of(entry.State), Names.Of(entry.Scope), entry.CallId);
}
