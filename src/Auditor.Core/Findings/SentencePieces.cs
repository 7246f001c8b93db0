using System.Globalization;
using System.Text;
using Auditor.Findings.Text;

namespace Auditor.Findings;

/// <summary>
/// SentencePiece's unigram segmentation (Kudo 2018) over the vocabulary of the sentence encoder: text to the ids it was trained on.
/// Safe to use from many threads.
/// </summary>
public sealed class SentencePieces
{
    public const int UnknownId = 0;
    public const int BeginId = 1;
    public const int EndId = 2;

    /// <summary>SentencePiece: the lowest piece score less 10; given with the vocabulary.</summary>
    private const double UnknownScore = -28.833036;
    private const char Space = '\u2581';

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly double[] _scores;
    private readonly int _longest;

    private SentencePieces(Dictionary<string, int> ids, double[] scores)
    {
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _scores = scores;
        _longest = ids.Keys.Max(piece => piece.Length);
    }

    /// <param name="path">vocab.tsv: piece TAB log probability; the line number from 0 is the id.</param>
    /// <exception cref="InvalidDataException">A line is not of that form.</exception>
    public static SentencePieces Load(string path)
    {
        var ids = new Dictionary<string, int>(100_000, StringComparer.Ordinal);
        var scores = new List<double>(100_000);
        foreach (var line in File.ReadLines(path))
        {
            var tab = line.LastIndexOf('\t');
            if (tab < 0 || !double.TryParse(line.AsSpan(tab + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var score))
            {
                throw new InvalidDataException($"{path}: line {scores.Count + 1} is not a piece, a tab and a number");
            }

            if (scores.Count > EndId && tab > 0)
            {
                ids.TryAdd(line[..tab], scores.Count);
            }

            scores.Add(score);
        }

        return ids.Count == 0 ? throw new InvalidDataException($"{path}: no pieces") : new(ids, [.. scores]);
    }

    /// <summary>Begin, the pieces, end; an empty text is begin, unknown, end, as in the encoder's training.</summary>
    public long[] Encode(string text)
    {
        var normal = Normalize(text);
        if (normal.Length == 0)
        {
            return [BeginId, UnknownId, EndId];
        }

        var (starts, pieces) = Segment(normal);
        var count = 0;
        for (var end = normal.Length; end > 0; end = starts[end])
        {
            count++;
        }

        var ids = new long[count + 2];
        ids[0] = BeginId;
        ids[^1] = EndId;
        for (var end = normal.Length; end > 0; end = starts[end])
        {
            ids[count--] = pieces[end];
        }

        return ids;
    }

    private static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length + 1);
        var pending = true;
        foreach (var c in SpokenText.WellFormed(text).Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(c))
            {
                pending = true;
                continue;
            }

            if (pending)
            {
                normal.Append(Space);
                pending = false;
            }

            normal.Append(c);
        }

        return normal.ToString();
    }

    /// <summary>Viterbi: for each end the start and the id of the last piece on the best path; ties stay with the earlier start.</summary>
    private (int[] Starts, int[] Pieces) Segment(string text)
    {
        var best = new double[text.Length + 1];
        var starts = new int[text.Length + 1];
        var pieces = new int[text.Length + 1];
        Array.Fill(best, double.NegativeInfinity, 1, text.Length);
        for (var start = 0; start < text.Length; start++)
        {
            if (double.IsNegativeInfinity(best[start]))
            {
                continue;
            }

            var character = char.IsHighSurrogate(text[start]) && start + 1 < text.Length ? 2 : 1;
            var covered = false;
            var limit = Math.Min(_longest, text.Length - start);
            for (var length = 1; length <= limit; length++)
            {
                if (_ids.TryGetValue(text.AsSpan(start, length), out var id))
                {
                    covered |= length == character;
                    Offer(best[start] + _scores[id], id, start + length);
                }
            }

            if (!covered)
            {
                Offer(best[start] + UnknownScore, UnknownId, start + character);
            }

            void Offer(double score, int id, int end)
            {
                if (score > best[end])
                {
                    best[end] = score;
                    starts[end] = start;
                    pieces[end] = id;
                }
            }
        }

        return (starts, pieces);
    }
}
