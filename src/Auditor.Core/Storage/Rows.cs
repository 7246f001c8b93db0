using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Storage;

internal sealed class CallRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Path { get; set; }

    public required long Bytes { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }
}

/// <summary>Starts of work on a call that have not led to a result yet; counted before the work, so that a killed worker leaves its mark.</summary>
internal sealed class AttemptRow
{
    public required string CallId { get; init; }

    public required string Provenance { get; init; }

    public required int Started { get; set; }
}

internal sealed class ResultRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required string RunId { get; init; }

    public required string Provenance { get; init; }

    /// <summary>1 for the first result of this provenance, 2 when it was audited again…</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required CallStatus Status { get; init; }

    public string? FailureCode { get; init; }

    public string? FailureDetail { get; init; }

    public string? Language { get; init; }

    public string? AgentId { get; init; }

    public string? Campaign { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>A JSON array of code and detail.</summary>
    public required string Warnings { get; init; }

    public required string Facts { get; init; }

    public string? Transcript { get; init; }

    public List<OutcomeRow> Outcomes { get; init; } = [];

    public OptOutRow? OptOut { get; init; }
}

internal sealed class OutcomeRow
{
    public long ResultId { get; init; }

    /// <summary>Place in the rule pack, from 0.</summary>
    public required int Position { get; init; }

    public required string Rule { get; init; }

    public required OutcomeValue Value { get; init; }

    public required bool Violation { get; init; }

    public int? Channel { get; init; }

    public Party? Party { get; init; }

    public TimeSpan? Start { get; init; }

    public TimeSpan? End { get; init; }

    public string? Quote { get; init; }

    public required float Score { get; init; }

    public required TimeSpan SearchedStart { get; init; }

    public required TimeSpan SearchedEnd { get; init; }

    public required Party SearchedParty { get; init; }

    public required string Reason { get; init; }
}

internal sealed class OptOutRow
{
    public long ResultId { get; init; }

    public required OptOutDecision Decision { get; init; }

    public required OptOutScope Scope { get; init; }

    /// <summary>E.164; null = not known.</summary>
    public string? Number { get; init; }

    public required int Channel { get; init; }

    public required Party Party { get; init; }

    public required TimeSpan Start { get; init; }

    public required TimeSpan End { get; init; }

    public required string Quote { get; init; }

    public required float Score { get; init; }

    public bool? Acknowledged { get; init; }

    public required OptOutEntry AgentEntry { get; init; }

    /// <summary>All gates, as a JSON array; empty when nothing stopped the write.</summary>
    public required string Gates { get; init; }

    /// <summary>The gates of the finding alone, as a JSON array.</summary>
    public required string FindingGates { get; init; }

    public bool? SecondAgrees { get; init; }

    public float? SecondScore { get; init; }

    public string? SecondWords { get; init; }
}

/// <summary>As it lies in the table, unread: a row that somebody edited must be reported, not stop the reading of the others.</summary>
internal sealed class BlacklistEventRow
{
    public required long Sequence { get; init; }

    /// <summary>Milliseconds since 1970 in UTC, as all instants here.</summary>
    public required long At { get; init; }

    /// <summary>Name of a <see cref="BlacklistEventKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>E.164.</summary>
    public required string Number { get; init; }

    /// <summary>Name of an <see cref="Actions.ActorKind"/>.</summary>
    public required string ActorKind { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>Name of an <see cref="OptOutScope"/>.</summary>
    public string? Scope { get; init; }

    public long? Until { get; init; }

    public long? SaidAt { get; init; }

    public string? CallId { get; init; }

    /// <summary>Milliseconds from the start of the call.</summary>
    public long? CallStart { get; init; }

    public string? Proof { get; init; }

    public required string Salt { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}
