using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings.Reading;

/// <summary>A transcript with every window of either party read once; everything else is concluded from it.</summary>
/// <param name="CustomerAsAgent">
/// The customer's windows read as if the agent had spoken, when the parties are only guessed; else empty.
/// </param>
public sealed record CallReading(
    Transcript Transcript, IReadOnlyList<ReadWindow> Agent, IReadOnlyList<ReadWindow> Customer, IReadOnlyList<ReadWindow> CustomerAsAgent)
{
    public string Language => Transcript.Language;

    /// <param name="transcript">Every utterance has its party; see <see cref="SpeakerRoles"/>.</param>
    public static CallReading Of(Transcript transcript, PhraseClassifiers classifiers, CancellationToken token)
    {
        var sentences = Sentences.Of(transcript);
        var agent = SpeechWindow.Over([.. sentences.Where(s => s.Party is Party.Agent)]);
        var customer = SpeechWindow.Over([.. sentences.Where(s => s.Party is Party.Customer)]);
        return new(
            transcript,
            Read(agent, classifiers.ReadAgent),
            Read(customer, classifiers.ReadCustomer),
            transcript.PartiesGuessed ? Read(customer, classifiers.ReadAgent) : []);

        List<ReadWindow> Read(IReadOnlyList<SpeechWindow> windows, Func<string, string, CancellationToken, PhraseReading> read)
        {
            var single = new Dictionary<int, PhraseReading>();
            var all = new List<ReadWindow>(windows.Count);
            foreach (var window in windows.OrderBy(w => w.Sentences.Count).ThenBy(w => w.First))
            {
                var reading = read(window.Text, transcript.Language, token);
                if (window.Sentences.Count == 1)
                {
                    single[window.First] = reading;
                }

                all.Add(new(window, reading, [.. Enumerable.Range(window.First, window.Sentences.Count).Select(i => single[i])]));
            }

            return all;
        }
    }

    /// <summary>
    /// The window that says a label most surely. A longer window that is hardly surer says the same with other words around it, so the
    /// shorter one is taken. Null when there is no window.
    /// </summary>
    public static ReadWindow? Best(IEnumerable<ReadWindow> windows, string label)
    {
        const float hardly = 0.03f;
        ReadWindow? best = null;
        foreach (var window in windows.OrderBy(w => w.Window.Sentences.Count).ThenBy(w => w.Window.Time.Start))
        {
            var margin = best is not null && window.Window.Contains(best.Window) ? hardly : 0;
            if (best is null || window.Of(label) > best.Of(label) + margin)
            {
                best = window;
            }
        }

        return best;
    }
}
