using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings.Reading;

/// <summary>A sentence of one party with the time of its words.</summary>
/// <param name="Utterance">Index of its utterance in the transcript.</param>
/// <param name="Confidence">Mean word probability, 0–1.</param>
/// <param name="Doubtful">A guard doubted its utterance.</param>
public sealed record Sentence(int Utterance, int Channel, Party Party, TimeRange Time, string Text, int Words, float Confidence, bool Doubtful);

/// <summary>Cuts utterances into sentences by their punctuation, and long stretches without any into pieces.</summary>
public static class Sentences
{
    private const int LongestWords = 32;
    private const int PieceWords = 16;

    /// <summary>A short beginning such as "Yes." stays with what follows.</summary>
    private const int ShortestWords = 2;

    public static IReadOnlyList<Sentence> Of(Transcript transcript)
    {
        var sentences = new List<Sentence>();
        for (var i = 0; i < transcript.Utterances.Count; i++)
        {
            Cut(transcript.Utterances[i], i, sentences);
        }

        return sentences;
    }

    private static void Cut(Utterance utterance, int index, List<Sentence> sentences)
    {
        var words = WithPunctuation(utterance);
        var first = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var length = i + 1 - first;
            var last = i == words.Count - 1;
            var ends = words[i].Text.Length > 0 && words[i].Text[^1] is '.' or '?' or '!' or '…';
            var comma = length >= PieceWords && words[i].Text.EndsWith(',') && words.Count - first > LongestWords;
            if (last || (ends && length >= ShortestWords) || comma || length >= LongestWords)
            {
                sentences.Add(Make(utterance, index, words, first, i + 1));
                first = i + 1;
            }
        }
    }

    private static Sentence Make(Utterance utterance, int index, IReadOnlyList<Word> words, int first, int end)
    {
        var own = words.Skip(first).Take(end - first).ToList();
        return new(
            index, utterance.Channel, utterance.Party, new(own[0].Time.Start, own[^1].Time.End), string.Join(' ', own.Select(w => w.Text.Trim())),
            own.Count, own.Average(w => w.Probability), utterance.LowConfidence);
    }

    /// <summary>Words of recognisers that leave the punctuation to the text get it from there, when the counts agree.</summary>
    private static IReadOnlyList<Word> WithPunctuation(Utterance utterance)
    {
        if (utterance.Words.Count == 0)
        {
            return utterance.Text.Length == 0 ? [] : [new(utterance.Time, utterance.Text, 0)];
        }

        var parts = utterance.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == utterance.Words.Count ? [.. utterance.Words.Zip(parts, (word, part) => word with { Text = part })] : utterance.Words;
    }
}
