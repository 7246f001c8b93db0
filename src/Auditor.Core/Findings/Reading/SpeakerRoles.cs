using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings.Reading;

/// <summary>
/// Who speaks, when the recording does not say: from the words of each utterance (agents greet with their company, customers ask who is
/// calling) and from people taking turns. Only a guess, and marked as one.
/// </summary>
public static class SpeakerRoles
{
    /// <summary>Chance that the next utterance is the other party's.</summary>
    private const double TurnChange = 0.65;

    /// <summary>The same after a pause of less than this: recognisers cut one person's speech at short pauses.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(350);
    private const double TurnChangeAtShortPause = 0.45;

    /// <summary>A transcript whose unknown parties are guessed; the same transcript when all are known.</summary>
    public static Transcript Assign(Transcript transcript, PhraseClassifiers classifiers, CancellationToken token)
    {
        var utterances = transcript.Utterances;
        if (utterances.All(u => u.Party is not Party.Unknown))
        {
            return transcript;
        }

        var agentness = utterances.Select(u => Evidence(u, classifiers.ReadRole(u.Text, transcript.Language, token))).ToArray();
        var parties = BestPath(utterances, agentness);
        return transcript with
        {
            PartiesGuessed = true,
            Utterances = [.. utterances.Select((u, i) => u.Party is Party.Unknown ? u with { Party = parties[i] } : u)],
        };
    }

    /// <summary>Log odds of agent against customer; a party that is known is certain.</summary>
    private static double Evidence(Utterance utterance, float agent) => utterance.Party switch
    {
        Party.Agent => 50,
        Party.Customer => -50,
        Party.Unknown => Math.Clamp(Math.Log(agent / (1 - agent)), -5, 5),
    };

    /// <summary>Viterbi over two states.</summary>
    private static Party[] BestPath(IReadOnlyList<Utterance> utterances, double[] agentness)
    {
        var (agent, customer) = (agentness[0] / 2, -agentness[0] / 2);
        var from = new (bool AgentFromAgent, bool CustomerFromAgent)[agentness.Length];
        for (var i = 1; i < agentness.Length; i++)
        {
            var change = utterances[i].Time.Start - utterances[i - 1].Time.End < ShortPause ? TurnChangeAtShortPause : TurnChange;
            var (stay, turn) = (Math.Log(1 - change), Math.Log(change));
            from[i] = (agent + stay >= customer + turn, agent + turn >= customer + stay);
            (agent, customer) = (
                Math.Max(agent + stay, customer + turn) + agentness[i] / 2,
                Math.Max(agent + turn, customer + stay) - agentness[i] / 2);
        }

        var parties = new Party[agentness.Length];
        var isAgent = agent >= customer;
        for (var i = agentness.Length - 1; i >= 0; i--)
        {
            parties[i] = isAgent ? Party.Agent : Party.Customer;
            isAgent = isAgent ? from[i].AgentFromAgent : from[i].CustomerFromAgent;
        }

        return parties;
    }
}
