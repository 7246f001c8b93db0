using Auditor.Recordings;

namespace Auditor.Findings.Reading;

/// <summary>Whether the agent calls to sell.</summary>
public static class MarketingReader
{
    /// <summary>What only sellers say.</summary>
    private static readonly string[] Pitches =
        [AgentLabels.Purpose, AgentLabels.Ignores, AgentLabels.FalsePrize, AgentLabels.FalseUrgency, AgentLabels.Pretext, AgentLabels.OrderSummary];

    /// <summary>
    /// Known from the kind of the call, false for a call that the customer made, else heard: any pitch makes it marketing. Null when
    /// nothing was heard of the agent.
    /// </summary>
    public static bool? IsMarketing(CallReading call, CallFacts facts, PhraseModel agent, AssessorOptions options)
    {
        switch (facts.Kind)
        {
            case CallKind.Telesales or CallKind.Upsell:
                return true;
            case CallKind.Collections or CallKind.Service:
                return false;
            case CallKind.Unknown when facts.Direction is CallDirection.Inbound:
                return false;
            case CallKind.Unknown:
                break;
        }

        if (call.Agent.Count == 0)
        {
            return null;
        }

        return Pitches.Any(label =>
        {
            var limit = Math.Max(agent.ThresholdOf(ThresholdNames.Said, label, call.Language), options.LeastPitch);
            return call.Agent.Any(w => w.Of(label) >= limit);
        });
    }
}
