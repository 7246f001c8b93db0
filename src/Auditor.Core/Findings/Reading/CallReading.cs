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
            [.. agent.Select(w => new ReadWindow(w, classifiers.ReadAgent(w.Text, transcript.Language, token)))],
            [.. customer.Select(w => new ReadWindow(w, classifiers.ReadCustomer(w.Text, transcript.Language, token)))],
            transcript.PartiesGuessed
                ? [.. customer.Select(w => new ReadWindow(w, classifiers.ReadAgent(w.Text, transcript.Language, token)))] : []);
    }

    /// <summary>
    /// The window that says a label most surely. A longer window that is hardly surer says the same with other words around it, so the
    /// shorter one is taken. Null when there is no window.
    /// </summary>
    public static ReadWindow? Best(IEnumerable<ReadWindow> windows, Func<PhraseReading, float> score)
    {
        const float hardly = 0.03f;
        ReadWindow? best = null;
        foreach (var window in windows.OrderBy(w => w.Window.Sentences.Count).ThenBy(w => w.Window.Time.Start))
        {
            var margin = best is not null && window.Window.Contains(best.Window) ? hardly : 0;
            if (best is null || score(window.Reading) > score(best.Reading) + margin)
            {
                best = window;
            }
        }

        return best;
    }
}
