using Auditor.Findings.Text;

namespace Auditor.Findings.Reading;

/// <summary>One time that the customer asked not to be called.</summary>
/// <param name="Score">Probability of the words themselves.</param>
/// <param name="Rival">The strongest other reading of the words or of the words around, with its probability.</param>
/// <param name="Bounded">Temporary or Channel when the words around limit it so; else null.</param>
public sealed record OptOutEvent(SpeechWindow Window, float Score, string Rival, float RivalScore, OptOutScope? Bounded);

/// <summary>Finds what the customer wants about future calls, and its net state at the end of the call.</summary>
public sealed class OptOutReader(PhraseClassifiers classifiers, AssessorOptions options)
{
    private static readonly string[] Rivals =
        [CustomerLabels.NotNow, CustomerLabels.WrongChannel, CustomerLabels.Reported, CustomerLabels.Retract];

    /// <summary>Every request that stands at the end of the call, in order; a retraction cancels what came before it.</summary>
    public IReadOnlyList<OptOutEvent> Standing(CallReading call)
    {
        var nominate = classifiers.Customer.ThresholdOf(ThresholdNames.Nominate, CustomerLabels.OptOut, call.Language);
        var candidates = call.Customer
            .Where(w => w.Of(CustomerLabels.OptOut) >= (w.Window.Words > options.FewWords ? nominate : options.LeastHeard)).ToList();
        var events = new List<OptOutEvent>();
        while (CallReading.Best(candidates, CustomerLabels.OptOut) is { } best)
        {
            candidates.RemoveAll(c => c.Window.Overlaps(best.Window));
            if (Judge(call, best) is { } found)
            {
                events.Add(found);
            }
        }

        var retracted = Retraction(call, options.RetractWins);
        return [.. events.Where(e => retracted is null || e.Window.First > retracted.Window.First).OrderBy(e => e.Window.Time.Start)];
    }

    /// <summary>The finding for the requests that stand; null when there is none.</summary>
    public OptOutFinding? Find(CallReading call, IReadOnlyList<OptOutEvent> standing, CancellationToken token)
    {
        if (standing.Count == 0)
        {
            return null;
        }

        var write = classifiers.Customer.ThresholdOf(ThresholdNames.Write, CustomerLabels.OptOut, call.Language);
        var main = Main(standing, write);
        return new()
        {
            Scope = main.Bounded ?? ScopeOf(main, call.Language, token),
            Evidence = main.Window.Quote,
            Score = main.Score,
            Acknowledged = Acknowledged(call, standing),
            Gates = Gates(call, main, write),
        };
    }

    /// <summary>The clear and unbounded request that came first; else the best one.</summary>
    public static OptOutEvent Main(IReadOnlyList<OptOutEvent> standing, float write) =>
        standing.Where(e => e.Bounded is null && e.Score >= write).MinBy(e => e.Window.Time.Start)
        ?? standing.OrderBy(e => e.Bounded is null ? 0 : 1).ThenByDescending(e => e.Score).First();

    /// <summary>
    /// The agent's answer: accepted in any turn after a request, otherwise not when the agent spoke at all after it. Null when nothing of
    /// the agent's can be read after the request.
    /// </summary>
    public bool? Acknowledged(CallReading call, IReadOnlyList<OptOutEvent> standing)
    {
        var first = standing[0].Window.Time;
        var after = call.Agent.Where(w => w.Window.Time.Start > first.Start && w.Window.Time.End > first.End).ToList();
        if (after.Count == 0)
        {
            return null;
        }

        var limit = classifiers.Agent.ThresholdOf(ThresholdNames.Said, AgentLabels.Accepts, call.Language);
        var accepting = after.Where(w => w.Of(AgentLabels.Accepts) >= limit && !TakenBack(after, w)).ToList();
        if (accepting.Count > 0)
        {
            return true;
        }

        return after.TrueForAll(w => w.Window.Doubtful) ? null : false;
    }

    /// <summary>"I hear you, but …": the window around it argues or sells more surely than it accepts.</summary>
    private static bool TakenBack(List<ReadWindow> after, ReadWindow accepting) => after.Exists(w =>
        w.Window.Contains(accepting.Window)
        && Math.Max(w.Of(AgentLabels.Argues), w.Of(AgentLabels.Ignores)) > Math.Max(w.Of(AgentLabels.Accepts), 0.5f));

    private OptOutEvent? Judge(CallReading call, ReadWindow best)
    {
        var score = best.Of(CustomerLabels.OptOut);
        var (rival, rivalScore) = (CustomerLabels.Other, 0f);
        foreach (var around in call.Customer.Where(w => w.Window.Contains(best.Window) && w.Window.Sentences.Count <= best.Window.Sentences.Count + 1))
        {
            foreach (var label in Rivals)
            {
                if (around.Reading[label] > rivalScore)
                {
                    (rival, rivalScore) = (label, around.Reading[label]);
                }
            }
        }

        var wins = rivalScore >= options.RivalWins && rivalScore > score / 2;
        return rival switch
        {
            CustomerLabels.Reported or CustomerLabels.Retract when wins && score < options.RivalWins => null,
            CustomerLabels.NotNow when wins => new(best.Window, score, rival, rivalScore, OptOutScope.Temporary),
            CustomerLabels.WrongChannel when wins => new(best.Window, score, rival, rivalScore, OptOutScope.Channel),
            _ => new(best.Window, score, rival, rivalScore, null),
        };
    }

    /// <summary>A day or an hour in the request may bound it, however sure the reading is; a person tells "never again" from "not before six".</summary>
    private static bool NamesATime(SpeechWindow window, string language) =>
        SpokenText.Words(window.Text, language).Any(word => WordClasses.For(language).Of(word) is WordClass.Time);

    private static ReadWindow? Retraction(CallReading call, float limit) =>
        call.Customer.Where(w => w.Of(CustomerLabels.Retract) >= limit && w.Reading.Best == CustomerLabels.Retract)
            .MaxBy(w => w.Window.Time.Start);

    private OptOutScope ScopeOf(OptOutEvent found, string language, CancellationToken token) =>
        classifiers.ReadScope(found.Window.Text, language, token).Best switch
        {
            CustomerLabels.Campaign => OptOutScope.Campaign,
            CustomerLabels.Number => OptOutScope.Number,
            _ => OptOutScope.Company,
        };

    private List<string> Gates(CallReading call, OptOutEvent main, float write)
    {
        var window = main.Window;
        var seconds = window.Time.Duration.TotalSeconds;
        var pace = window.Words / Math.Max(seconds, 0.01);
        var retraction = Retraction(call, options.RetractWins / 2);
        var rival = main.RivalScore >= options.RivalGate ? main.Rival : null;
        (bool Closed, string Gate)[] gates =
        [
            (call.Transcript.PartiesGuessed, OptOutGates.PartiesGuessed),
            (main.Score < write, OptOutGates.Score),
            (window.Confidence < options.LeastWriteConfidence || window.Doubtful, OptOutGates.WordConfidence),
            (window.Time.Duration < options.ShortestOptOut || window.Time.Duration > options.LongestOptOut
                || pace > options.FastestWordsASecond || pace < options.SlowestWordsASecond, OptOutGates.Duration),
            (rival == CustomerLabels.Reported, OptOutGates.Reported),
            (main.Bounded is OptOutScope.Temporary || rival == CustomerLabels.NotNow || NamesATime(window, call.Language), OptOutGates.TimeBounded),
            (main.Bounded is OptOutScope.Channel || rival == CustomerLabels.WrongChannel, OptOutGates.Channel),
            (rival == CustomerLabels.Retract || (retraction is not null && retraction.Window.First >= window.First), OptOutGates.Retracted),
            (!options.WriteLanguages.Contains(call.Language), OptOutGates.Language),
        ];
        return [.. gates.Where(g => g.Closed).Select(g => g.Gate)];
    }
}
