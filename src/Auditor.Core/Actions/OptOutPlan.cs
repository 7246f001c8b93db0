using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Actions;

public enum OptOutDecision
{
    /// <summary>On the blacklist at once, as provisional; a person confirms or rejects it.</summary>
    Written,

    /// <summary>In the reviewer's queue; blocks nothing until a person decides.</summary>
    Proposed,
}

/// <summary>What the agent did about an opt-out that was heard.</summary>
public enum OptOutEntry
{
    /// <summary>The call log does not say how the call ended.</summary>
    Unknown,

    /// <summary>The agent entered it.</summary>
    Entered,

    /// <summary>The agent ended the call with another disposition: a missed opt-out.</summary>
    Missed,
}

/// <summary>What is done about the opt-out of a call.</summary>
public sealed record OptOutPlan
{
    public required OptOutDecision Decision { get; init; }

    public required OptOutFinding Finding { get; init; }

    /// <summary>Null when the customer's number is not known; then there is no entry on the blacklist either.</summary>
    public required PhoneNumber? Number { get; init; }

    /// <summary>Every gate that stopped the automatic write; empty exactly when <see cref="Decision"/> is Written.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    public required OptOutEntry AgentEntry { get; init; }

    /// <summary>Null when no second look was taken.</summary>
    public required SecondLook? SecondLook { get; init; }
}
