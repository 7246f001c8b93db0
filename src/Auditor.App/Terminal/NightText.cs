using System.Globalization;
using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Jobs;
using Auditor.Findings;
using Auditor.Findings.Rules;
using Auditor.Pipeline;
using Auditor.Storage;
using Spectre.Console;

namespace Auditor.App.Terminal;

/// <summary>What a night came to, on standard output: a row a call, the sums, what to do next.</summary>
internal static class NightText
{
    private const int MaxQuote = 44;

    public static void Write(AuditJobResult night, AuditRequest request)
    {
        var batch = night.Batch!;
        var kinds = night.Rules.Rules.ToDictionary(r => r.Id, r => r.Kind);
        var table = Tables.New("call", "language", "agent", "status", "what is missing", "opt-out");
        foreach (var call in batch.Calls)
        {
            table.AddRow(Row(call.Result, kinds));
        }

        foreach (var problem in night.Unreadable)
        {
            table.AddRow(new Text(Path.GetFileName(problem.Path)), new Text("–"), new Text("–"), Status(CallStatus.Failed), new Text(problem.Failure.Code), new Text(""));
        }

        Tables.Write(table);
        WriteSums(night, batch);
        WriteNext(batch, request);
    }

    /// <summary>Broken rules in a few words: what was not said, and what was said or done and must not be.</summary>
    internal static string Missing(CallResult result, IReadOnlyDictionary<string, RuleKind> kinds)
    {
        if (result.Failure is { } failure)
        {
            return failure.Code;
        }

        var broken = result.Outcomes.Where(o => o.Violation).ToLookup(o => kinds.GetValueOrDefault(o.Rule));
        var missing = broken[RuleKind.Say].Select(o => Short(o.Rule));
        var done = broken[RuleKind.MustNot].Select(o => Short(o.Rule) + "!");
        var unclear = result.Outcomes.Count(o => o.Value == OutcomeValue.CannotTell);
        return string.Join(", ", [.. missing, .. done, .. unclear == 0 ? Array.Empty<string>() : [$"{unclear} cannot tell"]]);
    }

    private static Text[] Row(CallResult result, Dictionary<string, RuleKind> kinds) =>
    [
        new(result.Recording.Name),
        new(result.Language ?? result.Recording.Facts.Language ?? "–"),
        new(result.Recording.Facts.Agent ?? result.Recording.Facts.AgentId ?? "–"),
        Status(result.Status),
        new(Missing(result, kinds)),
        new(OptOut(result.OptOut)),
    ];

    private static Text Status(CallStatus status) => new(Names.Of(status), new Style(status switch
    {
        CallStatus.Compliant => Color.Green,
        CallStatus.Flagged => Color.Red,
        CallStatus.Review => Color.Yellow,
        CallStatus.Failed => Color.Red,
    }));

    private static string OptOut(OptOutPlan? plan)
    {
        if (plan is null)
        {
            return "";
        }

        var quote = plan.Finding.Evidence.Text;
        var words = quote.Length <= MaxQuote ? quote : quote[..MaxQuote] + "…";
        return $"{Names.Of(plan.Decision)} at {Conversation.Clock(plan.Finding.Evidence.Time.Start)}: \"{words}\"";
    }

    private static void WriteSums(AuditJobResult night, BatchResult batch)
    {
        var run = batch.Run;
        var output = Console.Out;
        var failed = run.Failed + night.Unreadable.Count;
        if (run.Audited + failed == 0)
        {
            output.WriteLine($"Nothing new: {Conversation.Count(run.Skipped, "call")} known from before with the same models and rules. --again audits them anew.");
        }
        else
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Audited} audited, {run.Skipped} known from before, {failed} failed: {run.Audio.TotalMinutes:0.0} min of sound in {Conversation.Clock(run.Wall)} ({run.RealTimeFactor:0.0} × real time)."));
        }

        var statuses = batch.Calls.CountBy(c => c.Result.Status).ToDictionary();
        output.WriteLine($"{statuses.GetValueOrDefault(CallStatus.Flagged)} flagged, {statuses.GetValueOrDefault(CallStatus.Review)} to review, {statuses.GetValueOrDefault(CallStatus.Compliant)} compliant.");
        if (night.Intake.Duplicates.Count > 0)
        {
            output.WriteLine($"{Conversation.Count(night.Intake.Duplicates.Count, "file")} left out as copies of others.");
        }
    }

    private static void WriteNext(BatchResult batch, AuditRequest request)
    {
        var output = Console.Out;
        var optOuts = batch.Calls.Select(c => c.Result.OptOut).OfType<OptOutPlan>().CountBy(p => p.Decision).ToDictionary();
        var (written, proposed) = (optOuts.GetValueOrDefault(OptOutDecision.Written), optOuts.GetValueOrDefault(OptOutDecision.Proposed));
        output.WriteLine(request.Batch.Effects switch
        {
            BatchEffects.Store => $"Opt-outs: {written} written to the blacklist and blocking, {proposed} proposed for a person to decide.",
            BatchEffects.DryRun => $"Opt-outs: {written} would be written to the blacklist, {proposed} proposed. Dry run: nothing was stored.",
        });
        if (request.Batch.Effects == BatchEffects.Store && written + proposed > 0)
        {
            var store = request.Store == Settings.Places.Store(null) ? "" : $" --store {request.Store}";
            output.WriteLine($"Next: auditor blacklist list{store}");
        }

        if (request.Report is { } report)
        {
            output.WriteLine($"Report: {Path.GetFullPath(report)}");
        }
    }

    private static string Short(string rule) => rule[(rule.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
