using System.CommandLine;
using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Jobs;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Auditor.Pipeline;
using Auditor.Recordings;

namespace Auditor.App.Commands;

/// <summary>The main job: recordings in, outcomes, blacklist and report out.</summary>
internal sealed class AuditCommand : Verb
{
    private const string Flagged = "flagged";
    private const string Failed = "failed";
    private const int MaxWorkers = 256;

    private readonly Argument<string[]> _paths = new("PATH") { Description = "Recordings, or folders of them; facts come from calls.csv or a JSON file beside a recording", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<string?> _report = new("--report") { Description = "Write one self-contained HTML page: summary, plots, flagged calls with quotes to play", HelpName = "FILE" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _reveal = CommonOptions.Reveal();
    private readonly Option<int> _workers = new("--workers") { Description = "Calls worked on at once, one processor core each", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string?> _language = CommonOptions.Language();
    private readonly Option<string?> _country = CommonOptions.Country();
    private readonly Option<string?> _fileName = new("--file-name") { Description = "Facts in the files' names, such as {started_at:yyyyMMdd-HHmmss}_{agent_id}_{customer_number}", HelpName = "PATTERN" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Audit and show, but store no result and write nothing to the blacklist" };
    private readonly Option<bool> _again = new("--again") { Description = "Audit known calls again, too; the new results stand beside the old ones" };
    private readonly Option<string[]> _failOn = new("--fail-on") { Description = "End with exit code 1 when a call is flagged, or failed; may be given twice", HelpName = Flagged + "|" + Failed };
    private readonly Option<string?> _models = CommonOptions.Models();

    public AuditCommand()
        : base("audit", "Listens to recordings: which disclosures are missing, who asked not to be called, and puts missed opt-outs on the blacklist.")
    {
        _paths.Validators.Add(WrongUse.RefuseOptions);
        _failOn.AcceptOnlyFromAmong(Flagged, Failed);
        _workers.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var workers) || workers is < 1 or > MaxWorkers))
            {
                result.AddError($"--workers takes a number from 1 to {MaxWorkers}, not '{token.Value}'.");
            }
        });
        Add(_paths);
        foreach (var option in new Option[] { _store, _report, _json, _reveal, _workers, _language, _country, _fileName, _dryRun, _again, _failOn, _models })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor audit recordings-sample --report night.html", "audits a folder and writes the page for the QA lead"),
        new("auditor audit /srv/calls/2026-11-20 --country PL --workers 8", "a night's calls, numbers without a country code are Polish"),
        new("auditor audit calls --dry-run", "shows what would be found and written, writes nothing"),
        new("auditor audit calls --file-name \"{started_at:yyyyMMdd-HHmmss}_{agent_id}_{customer_number}\"", "reads facts from the files' names"),
        new("auditor audit calls --json --fail-on flagged > night.json", "for a program; exit code 1 when a call is flagged"),
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken token)
    {
        var request = RequestOf(parsed);
        var json = parsed.GetValue(_json);
        AuditJobResult result;
        using (var progress = ProgressDisplay.Start())
        {
            result = await AuditJob.RunAsync(request, progress, token);
        }

        Problems.Print(result.Intake.Problems);
        if (result.Batch is not { } batch)
        {
            return ExitCodes.Fault;
        }

        if (json)
        {
            ContractJson.Print(AuditJson.From(batch, result.Unreadable, request.Numbers), ContractJson.Readable.AuditJson);
        }
        else
        {
            NightText.Write(result, request);
        }

        return ExitCodeOf(result, batch, parsed.GetValue(_failOn) ?? []);
    }

    private AuditRequest RequestOf(ParseResult parsed) => new()
    {
        Paths = parsed.GetRequiredValue(_paths),
        Store = Places.Store(parsed.GetValue(_store)),
        Models = Places.Models(parsed.GetValue(_models)),
        Report = parsed.GetValue(_report),
        Numbers = NumberViews.From(parsed.GetValue(_reveal)),
        Intake = new()
        {
            Defaults = CallFacts.None with
            {
                Language = parsed.GetValue(_language)?.ToLowerInvariant(),
                Country = parsed.GetValue(_country)?.ToUpperInvariant(),
            },
            NamePattern = PatternOf(parsed.GetValue(_fileName)),
        },
        Batch = new()
        {
            KnownCalls = parsed.GetValue(_again) ? KnownCalls.AuditAgain : KnownCalls.Skip,
            Effects = parsed.GetValue(_dryRun) ? BatchEffects.DryRun : BatchEffects.Store,
            Workers = parsed.GetValue(_workers),
        },
    };

    private static FileNamePattern? PatternOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var pattern = FileNamePattern.Parse(text);
        return pattern.Failure is { } failure ? throw new SetupException(failure) : pattern.Value;
    }

    /// <summary>A path that could not be taken is never a success: nobody has looked at the calls that should be there.</summary>
    private static int ExitCodeOf(AuditJobResult result, BatchResult batch, string[] failOn)
    {
        var failed = batch.Calls.Any(c => c.Result.Status == CallStatus.Failed) || result.Unreadable.Count > 0;
        var flagged = batch.Calls.Any(c => c.Result.Status == CallStatus.Flagged);
        return result.LostPaths.Count > 0 || (failed && failOn.Contains(Failed)) || (flagged && failOn.Contains(Flagged))
            ? ExitCodes.Found
            : ExitCodes.Done;
    }
}
