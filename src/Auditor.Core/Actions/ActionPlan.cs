using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Actions;

/// <summary>What follows from a call's findings; nothing is carried out yet.</summary>
/// <param name="OptOut">Null when no opt-out was heard.</param>
/// <param name="Events">New events for the blacklist, in order; empty when there is no opt-out or no number.</param>
public sealed record ActionPlan(CallStatus Status, OptOutPlan? OptOut, IReadOnlyList<BlacklistDraft> Events)
{
    /// <summary>A second decoding can still decide between writing and proposing: no other gate is in the way.</summary>
    public static bool NeedsSecondLook(CallFacts facts, Assessment assessment) =>
        assessment.OptOut is { } found && FirstGates(facts, found).Count == 0;

    /// <param name="warnings">What was wrong with the sound although it could be read.</param>
    /// <param name="secondLook">Null when none was taken; the opt-out is then proposed, never written.</param>
    public static ActionPlan For(
        Recording recording,
        IReadOnlyList<Failure> warnings,
        Transcript transcript,
        Assessment assessment,
        SecondLook? secondLook,
        DecisionBasis basis,
        ActionOptions options)
    {
        var optOut = assessment.OptOut is { } found ? PlanOptOut(recording.Facts, found, secondLook, options) : null;
        IReadOnlyList<BlacklistDraft> events = optOut?.Number is { } number
            ? [BlacklistDraft.Heard(recording, transcript.Language, optOut, number, basis)]
            : [];
        return new(StatusOf(warnings, transcript, assessment, optOut, options), optOut, events);
    }

    private static OptOutPlan PlanOptOut(CallFacts facts, OptOutFinding found, SecondLook? secondLook, ActionOptions options)
    {
        var gates = FirstGates(facts, found);
        if (secondLook is { Agrees: false })
        {
            gates.Add(GateNames.SecondLookDisagrees);
        }
        else if (secondLook is null && gates.Count == 0)
        {
            gates.Add(GateNames.NoSecondLook);
        }

        return new()
        {
            Decision = gates.Count == 0 ? OptOutDecision.Written : OptOutDecision.Proposed,
            Finding = found,
            Number = facts.CustomerNumber,
            Gates = gates,
            AgentEntry = EntryOf(facts.Disposition, options),
            SecondLook = secondLook,
        };
    }

    private static List<string> FirstGates(CallFacts facts, OptOutFinding found)
    {
        var gates = new List<string>(found.Gates);
        if (found.Scope == OptOutScope.Temporary && !gates.Contains(GateNames.Temporary))
        {
            gates.Add(GateNames.Temporary);
        }

        if (facts.CustomerNumber is null)
        {
            gates.Add(GateNames.NoNumber);
        }

        return gates;
    }

    private static OptOutEntry EntryOf(string? disposition, ActionOptions options)
    {
        var letters = string.Concat((disposition ?? "").Where(char.IsLetter)).ToUpperInvariant();
        return letters.Length == 0 ? OptOutEntry.Unknown
            : options.OptOutDispositions.Contains(letters) ? OptOutEntry.Entered
            : OptOutEntry.Missed;
    }

    private static CallStatus StatusOf(
        IReadOnlyList<Failure> warnings, Transcript transcript, Assessment assessment, OptOutPlan? optOut, ActionOptions options)
    {
        var whole = warnings.Count == 0;
        if (assessment.Outcomes.Any(o => o.Violation && (whole || o.Value != OutcomeValue.NotSaid)) || IsCertainlyMissed(optOut))
        {
            return CallStatus.Flagged;
        }

        // In a recording that is cut off or half silent an absence proves nothing, neither against the agent nor for him.
        var clear = whole && WasHeard(transcript, assessment, options) && !assessment.Outcomes.Any(o => o.Violation || o.Value == OutcomeValue.CannotTell);
        return clear && !AwaitsPerson(optOut) ? CallStatus.Compliant : CallStatus.Review;
    }

    /// <summary>Only a written opt-out accuses an agent: a proposal may yet turn out to be none.</summary>
    private static bool IsCertainlyMissed(OptOutPlan? optOut) =>
        optOut is { Decision: OptOutDecision.Written } && (optOut.AgentEntry == OptOutEntry.Missed || optOut.Finding.Acknowledged == false);

    private static bool AwaitsPerson(OptOutPlan? optOut) =>
        optOut is { Decision: OptOutDecision.Proposed } or { AgentEntry: OptOutEntry.Unknown };

    /// <summary>Silence, a transcript of doubts and a pack without rules find nothing wrong, which is not the same as nothing being wrong.</summary>
    private static bool WasHeard(Transcript transcript, Assessment assessment, ActionOptions options)
    {
        var speakingMs = transcript.Utterances.Sum(u => u.Time.Duration.TotalMilliseconds);
        var doubtfulMs = transcript.Utterances.Where(u => u.LowConfidence).Sum(u => u.Time.Duration.TotalMilliseconds);
        return assessment.Outcomes.Count > 0 && speakingMs > 0 && doubtfulMs <= options.MaxDoubtfulShare * speakingMs;
    }
}
