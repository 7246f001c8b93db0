using System.Text;
using Auditor.Findings.Text;

namespace Auditor.Findings.Training;

/// <summary>
/// Writes a text as a poor recogniser would: letters that sound alike are taken for each other, soft ones are lost, words run together
/// or fall apart. Learning such text beside the clean one keeps the reading steady where the words are heard badly, as Dutch and
/// Hungarian are by the small model.
/// </summary>
public static class SpellingNoise
{
    /// <summary>Per cent of letters taken for another one, lost, and of spaces lost or gained.</summary>
    private const int SwappedPercent = 11;
    private const int LostPercent = 3;
    private const int JoinedPercent = 5;
    private const int SplitPercent = 2;

    /// <summary>Groups of letters that telephone lines and accents confuse: voiced and unvoiced pairs, neighbouring vowels, nasals.</summary>
    private static readonly string[] SoundAlike =
    [
        "bp", "dt", "gkh", "vfw", "zs", "mn", "cks", "lr", "jy", "aeä", "eiy", "ouö", "uü", "aáo", "eéi", "ií", "oóö", "uúü", "őö", "űü",
        "ąo", "ęe", "łlw", "śsš", "źżz", "ćc", "ńn", "óu",
        "бп", "дт", "гкх", "вф", "зс", "мн", "жш", "щшч", "ао", "еиэ", "ыи", "ую", "яа", "ёо", "йи",
    ];

    private static readonly Dictionary<char, string> Others = SoundAlike
        .SelectMany(group => group.Select(letter => (letter, others: group.Replace(letter.ToString(), "", StringComparison.Ordinal))))
        .GroupBy(p => p.letter)
        .ToDictionary(g => g.Key, g => string.Concat(g.Select(p => p.others)));

    /// <summary>The same text and seed give the same noise.</summary>
    public static string Blur(string text, int seed)
    {
        var dice = StableHash.Of(text + seed);
        var blurred = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            // Knuth's multiplicative generator; the high bits are the good ones.
            dice = unchecked((dice * 1_664_525) + 1_013_904_223);
            var roll = (dice >> 8) % 100;
            var pick = dice >> 16;
            if (letter == ' ')
            {
                blurred.Append(roll < JoinedPercent ? "" : " ");
            }
            else if (!char.IsLetter(letter))
            {
                blurred.Append(letter);
            }
            else if (roll < SwappedPercent && Others.TryGetValue(letter, out var others))
            {
                blurred.Append(others[(int)(pick % (uint)others.Length)]);
            }
            else if (roll >= SwappedPercent + LostPercent)
            {
                blurred.Append(letter).Append(roll >= 100 - SplitPercent ? " " : "");
            }
        }

        return blurred.ToString();
    }
}
