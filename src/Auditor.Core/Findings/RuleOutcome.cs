using Auditor.Recordings;

namespace Auditor.Findings;

public enum OutcomeValue
{
    Said,
    NotSaid,
    CannotTell,
    NotApplicable,
}

/// <summary>Words of the call that a decision rests on; a click plays them.</summary>
public sealed record Quote(int Channel, Party Party, TimeRange Time, string Text);

/// <summary>What became of one rule in one call. Stored for every rule of the pack, also when nothing was found.</summary>
public sealed record RuleOutcome
{
    /// <summary>Rule id of the pack, for example core.recording.</summary>
    public required string Rule { get; init; }

    public required OutcomeValue Value { get; init; }

    /// <summary>The outcome breaks the rule. A must-say rule is broken by NotSaid, a must-not rule by Said.</summary>
    public required bool Violation { get; init; }

    /// <summary>The best evidence: what was said, or the nearest candidate when it was not. Null when nothing came near.</summary>
    public Quote? Evidence { get; init; }

    /// <summary>Calibrated probability of the evidence, 0–1; 0 when there is no candidate.</summary>
    public float Score { get; init; }

    /// <summary>Where it was looked for.</summary>
    public required TimeRange Searched { get; init; }

    public required Party SearchedParty { get; init; }

    /// <summary>Why it came out so, one sentence in English with the numbers.</summary>
    public required string Reason { get; init; }
}

public enum OptOutScope
{
    Company,
    Campaign,
    Number,
    Channel,
    Temporary,
}

/// <summary>A wish not to be called, as heard: the net state at the end of the call.</summary>
public sealed record OptOutFinding
{
    public required OptOutScope Scope { get; init; }

    public required Quote Evidence { get; init; }

    /// <summary>Calibrated probability that these words ask not to be called, 0–1.</summary>
    public required float Score { get; init; }

    /// <summary>What the agent answered; null when it cannot be told.</summary>
    public required bool? Acknowledged { get; init; }

    /// <summary>
    /// Every reason why this may not be written without a person, by gate name (for example gate.low-confidence); empty = it may be
    /// written once the second look agrees.
    /// </summary>
    public required IReadOnlyList<string> Gates { get; init; }
}

/// <summary>Everything that was concluded from one transcript.</summary>
public sealed record Assessment(IReadOnlyList<RuleOutcome> Outcomes, OptOutFinding? OptOut)
{
    /// <summary>The customer's words that agreed to an order; null = no sale was heard.</summary>
    public Quote? Agreement { get; init; }
}
