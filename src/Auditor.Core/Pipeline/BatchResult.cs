using Auditor.Actions;
using Auditor.Storage;
using Auditor.Transcripts;

namespace Auditor.Pipeline;

public enum CallOrigin
{
    /// <summary>Worked on in this run.</summary>
    ThisRun,

    /// <summary>Skipped: the result is one of an earlier run, or of another process that was quicker.</summary>
    Store,
}

public sealed record BatchCall(CallResult Result, CallOrigin Origin)
{
    /// <summary>Only in a dry run, where the store has none; else null: a night's transcripts are not held in memory.</summary>
    public Transcript? Transcript { get; init; }
}

/// <summary>What a batch came to.</summary>
/// <param name="Run">The run's figures; stored, unless it was a dry run.</param>
/// <param name="Calls">One for each recording that was handed in, in that order.</param>
/// <param name="Blacklist">Where the numbers of these calls' opt-outs stand now, by number; a number that nothing was written for is not among them.</param>
public sealed record BatchResult(RunRecord Run, IReadOnlyList<BatchCall> Calls, IReadOnlyList<BlacklistEntry> Blacklist);
