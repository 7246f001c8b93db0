using Auditor.Recordings;

namespace Auditor.Findings.Reading;

/// <summary>One to three sentences in a row of one party, read together, since recognisers split and join what people say.</summary>
public sealed class SpeechWindow
{
    public const int MostSentences = 3;
    private const int MostWords = 60;

    /// <summary>Sentences further apart do not belong together, whoever spoke in between.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(8);

    private SpeechWindow(IReadOnlyList<Sentence> sentences, int first)
    {
        Sentences = sentences;
        First = first;
        Text = string.Join(' ', sentences.Select(s => s.Text));
        Time = new(sentences[0].Time.Start, sentences.Max(s => s.Time.End));
    }

    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>Index of its first sentence among the party's sentences.</summary>
    public int First { get; }

    public int End => First + Sentences.Count;

    public string Text { get; }

    public TimeRange Time { get; }

    public int Words => Sentences.Sum(s => s.Words);

    /// <summary>Mean word probability.</summary>
    public float Confidence => Sentences.Sum(s => s.Confidence * s.Words) / Math.Max(1, Words);

    public bool Doubtful => Sentences.Any(s => s.Doubtful);

    public Quote Quote => new(Sentences[0].Channel, Sentences[0].Party, Time, Text);

    public bool Contains(SpeechWindow other) => First <= other.First && End >= other.End;

    public bool Overlaps(SpeechWindow other) => First < other.End && other.First < End;

    /// <summary>All windows over one party's sentences in their order.</summary>
    public static IReadOnlyList<SpeechWindow> Over(IReadOnlyList<Sentence> sentences)
    {
        var windows = new List<SpeechWindow>(sentences.Count * MostSentences);
        for (var first = 0; first < sentences.Count; first++)
        {
            var words = 0;
            for (var count = 1; count <= MostSentences && first + count <= sentences.Count; count++)
            {
                var last = sentences[first + count - 1];
                words += last.Words;
                if (count > 1 && (words > MostWords || last.Time.Start - sentences[first + count - 2].Time.End > LongestGap))
                {
                    break;
                }

                windows.Add(new([.. sentences.Skip(first).Take(count)], first));
            }
        }

        return windows;
    }
}

/// <summary>A window and what the classifiers make of it.</summary>
/// <param name="Parts">Its single sentences read alone; itself when it is one.</param>
public sealed record ReadWindow(SpeechWindow Window, PhraseReading Reading, IReadOnlyList<PhraseReading> Parts)
{
    /// <summary>
    /// Probability of a label, held down when no sentence of a longer window says it by itself: sentences thrown together say things that
    /// nobody said.
    /// </summary>
    public float Of(string label)
    {
        const float ofParts = 0.5f;
        var whole = Reading[label];
        if (Parts.Count < 2)
        {
            return whole;
        }

        var part = Parts.Max(p => p[label]);
        return part >= whole ? whole : MathF.Pow(whole, 1 - ofParts) * MathF.Pow(part, ofParts);
    }
}
