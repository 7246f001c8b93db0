using Auditor.Findings.Reading;
using Auditor.Findings.Rules;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings;

/// <summary>
/// A transcript to one outcome per rule and the customer's wish about future calls. Safe to use from many threads; the same input gives
/// the same result.
/// </summary>
public sealed class Assessor(PhraseClassifiers classifiers, AssessorOptions options)
{
    /// <summary>A second hearing repeats an opt-out from this probability on.</summary>
    private const float SecondLook = 0.5f;

    /// <summary>What the outcomes depend on beside the transcript and the rules; part of the provenance.</summary>
    public string Fingerprint { get; } = $"customer {classifiers.Customer.DataHash}; agent {classifiers.Agent.DataHash}; {options}";

    /// <param name="transcript">Unknown parties are guessed from the words first, and then weigh less.</param>
    public Assessment Assess(Transcript transcript, CallFacts facts, RulePack pack, CancellationToken token)
    {
        if (transcript.Utterances.Count == 0)
        {
            return new([.. pack.Rules.Select(rule => Unheard(transcript, rule))], null);
        }

        var call = CallReading.Of(SpeakerRoles.Assign(transcript, classifiers, token), classifiers, token);
        var optOuts = new OptOutReader(classifiers, options);
        var standing = optOuts.Standing(call);
        var optOut = optOuts.Find(call, standing, token);
        var events = new CallEvents(
            IsRequest(optOut) && optOut!.Score >= options.LeastHeard ? standing.First(e => e.Score >= options.LeastHeard).Window.Time : null,
            IsRequest(optOut) && optOut!.Score >= options.LeastPerhaps && optOut.Score < options.LeastHeard,
            SaleReader.Agreement(call, options));
        var judge = new RuleJudge(call, facts, events, classifiers.Agent, options);
        return new([.. pack.Rules.Select(judge.Judge)], optOut) { Agreement = events.Agreement };
    }

    /// <summary>The second look before an automatic write: whether words decoded anew still ask not to be called.</summary>
    public bool ConfirmsOptOut(IReadOnlyList<Utterance> secondHearing, string language, CancellationToken token)
    {
        var transcript = new Transcript
        {
            Language = language,
            LanguageProbability = 1,
            Duration = secondHearing.Count == 0 ? TimeSpan.Zero : secondHearing.Max(u => u.Time.End),
            Channels = 1,
            Utterances = [.. secondHearing.Select(u => u with { Party = Party.Customer })],
            Dropped = [],
        };
        return CallReading.Of(transcript, classifiers, token).Customer.Any(w => w.Of(CustomerLabels.OptOut) >= SecondLook);
    }

    /// <summary>A wish bounded in time or to a channel is shown to people but is no objection to calls.</summary>
    private static bool IsRequest(OptOutFinding? found) => found is { Scope: OptOutScope.Company or OptOutScope.Campaign or OptOutScope.Number };

    private static RuleOutcome Unheard(Transcript transcript, Rule rule) => new()
    {
        Rule = rule.Id,
        Value = OutcomeValue.CannotTell,
        Violation = false,
        Searched = new(TimeSpan.Zero, transcript.Duration),
        SearchedParty = rule.Party,
        Reason = "no speech was heard",
    };
}
