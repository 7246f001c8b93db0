using System.Numerics;
using System.Numerics.Tensors;

namespace Auditor.Transcripts.Whisper;

/// <summary>A word in its window.</summary>
/// <param name="Start">From the window's start.</param>
/// <param name="Tokens">How many tokens it is made of.</param>
/// <param name="LogProbability">Sum over its tokens.</param>
public sealed record TimedWord(string Text, TimeSpan Start, TimeSpan End, int Tokens, float LogProbability);

/// <summary>
/// Word times from the attention of the heads that follow the sound: normalised over the tokens, smoothed over time, and walked through by
/// dynamic time warping (as in OpenAI's timing.py).
/// </summary>
public static class WordTimer
{
    private const int FrameMs = 20;
    private const int FilterWidth = 7;
    private const byte Diagonal = 0;
    private const byte Up = 1;
    private const byte Left = 2;

    /// <param name="sound">Length of the sound in the window; attention behind it is not looked at.</param>
    public static IReadOnlyList<TimedWord> Words(DecodedWindow window, WhisperVocabulary vocabulary, TimeSpan sound)
    {
        if (window.Tokens.Count == 0)
        {
            return [];
        }

        var frames = Math.Clamp((int)(sound.TotalMilliseconds / FrameMs), 1, window.Frames);
        var starts = TokenStarts(window, frames);
        var words = new List<TimedWord>();
        var first = 0;
        while (first < window.Tokens.Count)
        {
            var next = first + 1;
            while (next < window.Tokens.Count && !StartsWord(vocabulary.BytesOf(window.Tokens[next])))
            {
                next++;
            }

            var text = vocabulary.TextOf(window.Tokens.Skip(first).Take(next - first)).Trim();
            var logProbability = window.LogProbabilities.Skip(first).Take(next - first).Sum();
            Add(words, new TimedWord(text, Time(starts[first]), Time(starts[next]), next - first, logProbability));
            first = next;
        }

        return words;
    }

    private static TimeSpan Time(int frame) => TimeSpan.FromMilliseconds(frame * FrameMs);

    private static bool StartsWord(ReadOnlySpan<byte> bytes) => bytes is [(byte)' ', ..];

    /// <summary>Lone punctuation belongs to the word before it.</summary>
    private static void Add(List<TimedWord> words, TimedWord word)
    {
        if (word.Text.Length == 0)
        {
            return;
        }

        if (words.Count > 0 && !word.Text.Any(char.IsLetterOrDigit))
        {
            words[^1] = words[^1] with { Text = words[^1].Text + word.Text };
            return;
        }

        words.Add(word);
    }

    /// <returns>First frame of every token, and last the frame where the text ends.</returns>
    private static int[] TokenStarts(DecodedWindow window, int frames)
    {
        var tokens = window.Attention.Count;
        var heads = window.Attention[0].Length / window.Frames;
        var mean = new float[tokens * frames];
        var one = new float[tokens * frames];
        for (var head = 0; head < heads; head++)
        {
            for (var token = 0; token < tokens; token++)
            {
                window.Attention[token].AsSpan(head * window.Frames, frames).CopyTo(one.AsSpan(token * frames));
            }

            NormaliseOverTokens(one, tokens, frames);
            for (var token = 0; token < tokens; token++)
            {
                AddMedianFiltered(one.AsSpan(token * frames, frames), mean.AsSpan(token * frames, frames));
            }
        }

        var starts = Warp(mean, tokens, frames);

        // A text that was cut off has no row for its end.
        return tokens > window.Tokens.Count ? starts : [.. starts, frames];
    }

    private static void NormaliseOverTokens(float[] rows, int tokens, int frames)
    {
        var mean = new float[frames];
        var deviation = new float[frames];
        for (var token = 0; token < tokens; token++)
        {
            TensorPrimitives.Add(mean, rows.AsSpan(token * frames, frames), mean);
        }

        TensorPrimitives.Divide(mean, tokens, mean);
        for (var token = 0; token < tokens; token++)
        {
            var row = rows.AsSpan(token * frames, frames);
            TensorPrimitives.Subtract(row, mean, row);
            TensorPrimitives.MultiplyAdd(row, row, deviation, deviation);
        }

        TensorPrimitives.Divide(deviation, tokens, deviation);
        TensorPrimitives.Sqrt<float>(deviation, deviation);
        TensorPrimitives.Max(deviation, 1e-12f, deviation);
        for (var token = 0; token < tokens; token++)
        {
            var row = rows.AsSpan(token * frames, frames);
            TensorPrimitives.Divide(row, deviation, row);
        }
    }

    /// <summary>Adds the median of seven neighbours of each value; the edges are mirrored.</summary>
    private static void AddMedianFiltered(ReadOnlySpan<float> row, Span<float> sum)
    {
        const int Half = FilterWidth / 2;
        var padded = new float[row.Length + (2 * Half) + Vector<float>.Count];
        row.CopyTo(padded.AsSpan(Half));
        for (var i = 0; i < Half; i++)
        {
            padded[Half - 1 - i] = row[Math.Min(i + 1, row.Length - 1)];
            padded[Half + row.Length + i] = row[Math.Max(row.Length - 2 - i, 0)];
        }

        var at = 0;
        for (; at + Vector<float>.Count <= row.Length; at += Vector<float>.Count)
        {
            (new Vector<float>(sum[at..]) + MedianOfSeven(padded.AsSpan(at))).CopyTo(sum[at..]);
        }

        if (at < row.Length)
        {
            var rest = MedianOfSeven(padded.AsSpan(at));
            for (var i = 0; at < row.Length; at++, i++)
            {
                sum[at] += rest[i];
            }
        }
    }

    /// <summary>The selection network for the median of seven (N. Devillard, "Fast median search").</summary>
    private static Vector<float> MedianOfSeven(ReadOnlySpan<float> values)
    {
        Vector<float> a = new(values), b = new(values[1..]), c = new(values[2..]), d = new(values[3..]);
        Vector<float> e = new(values[4..]), f = new(values[5..]), g = new(values[6..]);
        Sort(ref a, ref f);
        Sort(ref a, ref d);
        Sort(ref b, ref g);
        Sort(ref c, ref e);
        Sort(ref a, ref b);
        Sort(ref d, ref f);
        Sort(ref c, ref g);
        Sort(ref c, ref d);
        Sort(ref d, ref g);
        Sort(ref e, ref f);
        Sort(ref b, ref e);
        Sort(ref b, ref d);
        Sort(ref d, ref e);
        return d;
    }

    private static void Sort(ref Vector<float> low, ref Vector<float> high) =>
        (low, high) = (Vector.Min(low, high), Vector.Max(low, high));

    /// <summary>The path of least cost through −attention; gives the first frame of each token.</summary>
    private static int[] Warp(float[] attention, int tokens, int frames)
    {
        var cost = new float[frames + 1];
        var previous = new float[frames + 1];
        var steps = new byte[tokens * frames];
        Array.Fill(previous, float.PositiveInfinity);
        previous[0] = 0;
        for (var token = 0; token < tokens; token++)
        {
            cost[0] = float.PositiveInfinity;
            for (var frame = 0; frame < frames; frame++)
            {
                var (diagonal, up, left) = (previous[frame], previous[frame + 1], cost[frame]);
                var best = diagonal < up && diagonal < left ? Diagonal : up < left ? Up : Left;
                var from = best == Diagonal ? diagonal : best == Up ? up : left;
                cost[frame + 1] = from - attention[(token * frames) + frame];
                steps[(token * frames) + frame] = best;
            }

            (cost, previous) = (previous, cost);
        }

        return FirstFrames(steps, tokens, frames);
    }

    private static int[] FirstFrames(byte[] steps, int tokens, int frames)
    {
        var starts = new int[tokens];
        var (token, frame) = (tokens - 1, frames - 1);
        while (token >= 0 && frame >= 0)
        {
            starts[token] = frame;
            var step = steps[(token * frames) + frame];
            token -= step is Diagonal or Up ? 1 : 0;
            frame -= step is Diagonal or Left ? 1 : 0;
        }

        return starts;
    }
}
