using Auditor.Actions;

namespace Auditor.Pipeline;

/// <summary>Tunables that the outcome of a call depends on; part of its provenance.</summary>
public sealed record AuditOptions
{
    public ActionOptions Actions { get; init; } = new();

    /// <summary>How much sound before and after an opt-out's words is decoded again.</summary>
    public TimeSpan SecondLookMargin { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>What to do with a call that has a result of the same provenance already.</summary>
public enum KnownCalls
{
    /// <summary>Its result stands.</summary>
    Skip,

    /// <summary>It is audited again; the new result stands beside the old one. Also takes up again what was set aside.</summary>
    AuditAgain,
}

public enum BatchEffects
{
    /// <summary>Results and blacklist events are stored.</summary>
    Store,

    /// <summary>Nothing at all is stored, neither results nor blacklist events, so that a real run afterwards does its whole work.</summary>
    DryRun,
}

/// <summary>How a batch is run; nothing here changes the outcome of a call.</summary>
public sealed record BatchOptions
{
    public KnownCalls KnownCalls { get; init; } = KnownCalls.Skip;

    public BatchEffects Effects { get; init; } = BatchEffects.Store;

    /// <summary>Calls worked on at once; each holds its decoded audio in memory (230 MB an hour and channel).</summary>
    public int Workers { get; init; } = 1;

    /// <summary>A call whose work ended this often without a lasting result is not tried any more.</summary>
    public int MaxAttempts { get; init; } = 3;
}
