namespace Auditor.Actions;

/// <summary>Tunables of the step from findings to actions.</summary>
public sealed record ActionOptions
{
    /// <summary>The largest share of the speaking time that may be doubtful in a call that is called compliant, 0–1.</summary>
    public double MaxDoubtfulShare { get; init; } = 0.5;

    /// <summary>
    /// Dispositions by which an agent takes down an opt-out, compared by their letters alone and in upper case. DNC and DNCL are VICIdial's;
    /// the others are common spellings of the same.
    /// </summary>
    public IReadOnlyList<string> OptOutDispositions { get; init; } = ["DNC", "DNCL", "DNCC", "DONOTCALL", "OPTOUT", "DONOTCONTACT", "BLACKLIST"];
}
