using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.Findings;

namespace Auditor.App.Report;

/// <summary>Values as sign, word and colour: each tells it alone, for people who see no colour and for paper.</summary>
internal static class Badges
{
    public static Markup Of(CallStatus status) => Badge(
        status switch
        {
            CallStatus.Compliant => ("good", "✓"),
            CallStatus.Flagged => ("bad", "⚑"),
            CallStatus.Review => ("warn", "?"),
            CallStatus.Failed => ("bad", "✕"),
        },
        Names.Of(status));

    /// <summary>"Said" is good or bad by the rule, so the colour follows the violation and the sign the value.</summary>
    public static Markup Of(RuleOutcome outcome) => Badge(
        (outcome.Violation ? "bad" : outcome.Value switch
        {
            OutcomeValue.Said or OutcomeValue.NotSaid => "good",
            OutcomeValue.CannotTell => "warn",
            OutcomeValue.NotApplicable => "none",
        },
        outcome.Value switch
        {
            OutcomeValue.Said => "●",
            OutcomeValue.NotSaid => "○",
            OutcomeValue.CannotTell => "?",
            OutcomeValue.NotApplicable => "–",
        }),
        Names.Of(outcome.Value).Replace('-', ' '));

    public static Markup Of(OptOutDecision decision) => Badge(
        decision switch
        {
            OptOutDecision.Written => ("bad", "■"),
            OptOutDecision.Proposed => ("warn", "□"),
        },
        Names.Of(decision));

    private static Markup Badge((string Kind, string Sign) look, string word) =>
        Markup.Of(h => h.Write($"<span class=\"badge {look.Kind}\"><span aria-hidden=\"true\">{look.Sign}</span> {word}</span>"));
}
