using System.IO.Compression;
using System.Text;

namespace Auditor.Transcripts.Guards;

/// <summary>Looks at words alone: do they repeat themselves, are they marks for sounds, does anyone speak this fast?</summary>
public static class TextGuards
{
    /// <summary>Length of the text in UTF-8 over its deflated length; loops are far above 2.</summary>
    public static float CompressionRatio(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
        {
            return 0;
        }

        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (float)bytes.Length / deflated.Length;
    }

    /// <summary>
    /// The same words again and again: one word six times in a row, two words four times, or three to twelve words three times. People do
    /// say "no, no, no, no".
    /// </summary>
    public static bool Repeats(IReadOnlyList<string> words)
    {
        var folded = words.Select(w => w.Trim('.', ',', '!', '?', ';', ':', '-', '…').ToUpperInvariant()).ToArray();
        for (var length = 1; length <= 12; length++)
        {
            var limit = length switch { 1 => 6, 2 => 4, _ => 3 };
            for (var start = 0; start + (length * limit) <= folded.Length; start++)
            {
                if (RunLength(folded, start, length) >= limit)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"[music]", "(laughs)", "♪", "***": no words in it.</summary>
    public static bool IsSoundMark(string text)
    {
        var trimmed = text.Trim();
        return !trimmed.Any(char.IsLetterOrDigit)
            || (trimmed is ['[', .., ']' or '.'] && trimmed.Contains(']', StringComparison.Ordinal))
            || trimmed is ['(', .., ')']
            || trimmed is ['♪', ..]
            || trimmed is ['*', .., '*'];
    }

    /// <param name="duration">Of the words, from the first one's start to the last one's end.</param>
    public static bool IsPossiblePace(int words, int characters, TimeSpan duration, GuardOptions options)
    {
        var seconds = Math.Max(0.1, duration.TotalSeconds);

        // One word in a short sound says nothing about pace.
        return (words < 3 && seconds < 2)
            || (characters / seconds <= options.MaxCharactersPerSecond
                && words / seconds <= options.MaxWordsPerSecond
                && words / seconds >= options.MinWordsPerSecond);
    }

    private static int RunLength(string[] words, int start, int length)
    {
        var run = 1;
        while (start + ((run + 1) * length) <= words.Length
            && words.AsSpan(start, length).SequenceEqual(words.AsSpan(start + (run * length), length)))
        {
            run++;
        }

        return run;
    }
}
