using Auditor.Findings.Text;
using Auditor.Recordings;

namespace Auditor.Findings.Reading;

/// <summary>
/// Whether the customer agreed to an order, and when: a yes to the agent's request, summary or announcement of the contract, or words
/// that order in themselves after an offer. Interest is no sale.
/// </summary>
public static class SaleReader
{
    private const float Refused = 0.4f;
    private const float LeastCue = 0.5f;

    private static readonly string[] Cues = [AgentLabels.ConfirmRequest, AgentLabels.OrderSummary, AgentLabels.Concluded];
    private static readonly string[] Deals = [AgentLabels.Price, AgentLabels.Ignores];
    private static readonly string[] Offers = [AgentLabels.Price, AgentLabels.Ignores, AgentLabels.Purpose, .. Cues];

    /// <summary>The customer's words of agreement; null when there was none.</summary>
    public static Quote? Agreement(CallReading call, AssessorOptions options)
    {
        var cues = call.Agent.Where(w => Cues.Any(label => w.Of(label) >= LeastCue)).ToList();
        var offers = call.Agent.Where(w => Offers.Any(label => w.Of(label) >= LeastCue)).ToList();
        var deals = call.Agent.Where(w => Deals.Any(label => w.Of(label) >= LeastCue)).ToList();
        foreach (var answer in call.Customer.Where(w => w.Window.Sentences.Count == 1).OrderBy(w => w.Window.Time.Start))
        {
            var time = answer.Window.Time;
            if (Refuses(answer, call.Language))
            {
                continue;
            }

            var orders = AgreementWords.For(call.Language).Orders(answer.Window.Text, call.Language)
                && offers.Any(o => o.Window.Time.Start < time.Start);
            var yes = AgreementWords.For(call.Language).BeginsWithYes(answer.Window.Text, call.Language);
            if (orders || (yes && (Answers(call, cues, time, options) || (Answers(call, deals, time, options) && IsTakenAsDone(call, time)))))
            {
                return answer.Window.Quote;
            }
        }

        return null;
    }

    private static bool Refuses(ReadWindow answer, string language) =>
        answer.Of(CustomerLabels.Refuse) + answer.Of(CustomerLabels.NotNow) + answer.Of(CustomerLabels.OptOut) >= Refused
        || (answer.Window.Words < 8 && AgreementWords.Negates(answer.Window.Text, language));

    /// <summary>The agent goes on as if the order stood: a yes to a price was more than interest.</summary>
    private static bool IsTakenAsDone(CallReading call, TimeRange time)
    {
        var next = call.Agent.Where(w => w.Window.Time.Start > time.Start).OrderBy(w => w.Window.Time.Start).Take(4);
        return next.Any(w => w.Of(AgentLabels.Concluded) >= LeastCue || w.Of(AgentLabels.OrderSummary) >= LeastCue);
    }

    /// <summary>The last thing that the agent said before is a cue.</summary>
    private static bool Answers(CallReading call, List<ReadWindow> cues, TimeRange time, AssessorOptions options)
    {
        var before = call.Agent.Where(w => w.Window.Sentences.Count == 1 && w.Window.Time.Start < time.Start)
            .OrderByDescending(w => w.Window.Time.End).Take(2).ToList();
        return cues.Exists(cue => cue.Window.Time.Start < time.Start && cue.Window.End <= before.Max(last => last.Window.End)
            && before.Exists(last => cue.Window.Overlaps(last.Window) && time.Start - last.Window.Time.End < options.LongestAnswer));
    }
}
