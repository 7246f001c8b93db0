namespace Auditor.Actions;

/// <summary>What became of a call as a whole.</summary>
public enum CallStatus
{
    /// <summary>It was looked at fully and no rule was broken.</summary>
    Compliant,

    /// <summary>A rule was broken, or a certain opt-out was not taken down by the agent.</summary>
    Flagged,

    /// <summary>A person must look: something cannot be told, or an opt-out waits for a decision.</summary>
    Review,

    /// <summary>It could not be looked at; the failure says why.</summary>
    Failed,
}
