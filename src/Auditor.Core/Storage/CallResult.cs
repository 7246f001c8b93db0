using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Storage;

/// <summary>Everything that was concluded about one call, without its transcript (<see cref="CallResults.TranscriptAsync"/>).</summary>
public sealed record CallResult
{
    public required Recording Recording { get; init; }

    /// <summary>The run that made this result.</summary>
    public required string RunId { get; init; }

    public required string Provenance { get; init; }

    /// <summary>1 for the first result of this provenance, 2 when it was audited again…</summary>
    public int Revision { get; init; } = 1;

    public required DateTimeOffset FinishedAt { get; init; }

    public required CallStatus Status { get; init; }

    /// <summary>Set exactly when <see cref="Status"/> is Failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>ISO 639-1; null when the call failed before its language was known.</summary>
    public string? Language { get; init; }

    /// <summary>Null when the call could not be decoded.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What was wrong with the sound although it could be read (cut off, one channel silent).</summary>
    public IReadOnlyList<Failure> Warnings { get; init; } = [];

    /// <summary>In the order of the rule pack; empty when the call failed.</summary>
    public IReadOnlyList<RuleOutcome> Outcomes { get; init; } = [];

    public OptOutPlan? OptOut { get; init; }
}
