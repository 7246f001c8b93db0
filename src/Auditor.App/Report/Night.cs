using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.Findings.Rules;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Report;

/// <summary>What a page is about.</summary>
internal sealed record Night
{
    public required BatchResult Batch { get; init; }

    public required RulePack Rules { get; init; }

    public required IReadOnlyList<IntakeProblem> Unreadable { get; init; }

    /// <summary>Files that were left out as copies of others.</summary>
    public required int Copies { get; init; }

    public required NumberView Numbers { get; init; }

    public required BatchEffects Effects { get; init; }

    /// <summary>In the clock of the people who read it.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public IEnumerable<CallResult> Results => Batch.Calls.Select(c => c.Result);

    /// <summary>The calls that a person should look at or that put a number on the blacklist, the worst first.</summary>
    public IReadOnlyList<CallResult> ToShow =>
    [
        .. Results
            .Where(r => r.Status is CallStatus.Flagged or CallStatus.Review || r.OptOut is not null)
            .OrderByDescending(r => r.Status == CallStatus.Flagged)
            .ThenByDescending(r => r.OptOut is not null)
            .ThenByDescending(r => r.Outcomes.Where(o => o.Violation).Sum(o => SeverityOf(o.Rule))),
    ];

    public Rule? RuleOf(string id) => Rules.Rules.FirstOrDefault(r => r.Id == id);

    public string TitleOf(string id) => RuleOf(id)?.Title.GetValueOrDefault("en") ?? id;

    private int SeverityOf(string id) => RuleOf(id)?.Severity ?? 1;
}

/// <summary>Limits that keep the page small enough to be mailed and opened.</summary>
internal sealed record ReportOptions
{
    /// <summary>Calls with outcomes, conversation and sound; the others stand in the list only.</summary>
    public int MaxCallsInFull { get; init; } = 300;

    public int MaxExcerptsPerCall { get; init; } = 4;

    /// <summary>Sound before and after the quoted words.</summary>
    public TimeSpan ExcerptMargin { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxExcerpt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sound in the whole page before it is written as text, a third larger.</summary>
    public long MaxSoundBytes { get; init; } = 12 << 20;

    /// <summary>Agents in the plot, those with most broken rules first.</summary>
    public int MaxAgents { get; init; } = 20;

    /// <summary>A word less probable is marked as doubtful.</summary>
    public float DoubtfulWord { get; init; } = 0.5f;
}
