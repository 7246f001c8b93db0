using Auditor.Recordings;

namespace Auditor.Findings.Rules;

public enum RuleKind
{
    /// <summary>Broken when it was not said.</summary>
    Say,

    /// <summary>Broken when it was said or done.</summary>
    MustNot,
}

/// <summary>Where a rule comes from; see design/rules.md.</summary>
public enum RuleForce
{
    Statute,
    Regulation,
    Regulator,
    IndustryCode,
    Bill,
    House,
}

/// <summary>Moments of a call that windows and rules refer to.</summary>
public enum CallEvent
{
    /// <summary>The customer asked not to be called.</summary>
    OptOutHeard,

    /// <summary>The customer agreed to an order.</summary>
    Agreement,
}

/// <summary>Where in the call a rule looks.</summary>
/// <param name="StartSeconds">Within the first seconds of the party's own speech; null = anywhere.</param>
/// <param name="Before">Before that event, when it happened.</param>
/// <param name="After">After that event; without it there is nowhere to look.</param>
public sealed record RuleWindow(double? StartSeconds, CallEvent? Before, CallEvent? After)
{
    public static readonly RuleWindow WholeCall = new(null, null, null);
}

/// <summary>One rule of a pack.</summary>
/// <param name="Id">Lower case, dotted, never changes meaning.</param>
/// <param name="Title">By language (ISO 639-1).</param>
/// <param name="Says">Labels that must all be found.</param>
/// <param name="SaysAny">Labels of which one is enough.</param>
/// <param name="Event">Instead of words: the event that is judged.</param>
/// <param name="Severity">5 = unlawful call or ignored opt-out … 1 = good practice.</param>
public sealed record Rule(
    string Id,
    IReadOnlyDictionary<string, string> Title,
    RuleKind Kind,
    Condition When,
    IReadOnlyList<string> Says,
    IReadOnlyList<string> SaysAny,
    CallEvent? Event,
    Party Party,
    RuleWindow Window,
    RuleForce Force,
    int Severity)
{
    /// <summary>House rules, bills and industry codes are shown but never counted as violations.</summary>
    public bool CountsAsViolation => Force switch
    {
        RuleForce.Statute or RuleForce.Regulation or RuleForce.Regulator => true,
        RuleForce.IndustryCode or RuleForce.Bill or RuleForce.House => false,
    };
}

/// <param name="Hash">SHA-256 over the pack's files in name order, hex; part of the provenance.</param>
public sealed record RulePack(string Id, string Version, string Hash, IReadOnlyList<Rule> Rules);
