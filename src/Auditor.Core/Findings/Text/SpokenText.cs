using System.Globalization;
using System.Text;

namespace Auditor.Findings.Text;

/// <summary>Words as the classifiers see them: lower case, accents folded, no punctuation, digits as a class.</summary>
public static class SpokenText
{
    /// <summary>
    /// The folded words of a text. Numbers in digits become "#" and their length up to 4, since a recogniser writes digits where people
    /// write words. Apostrophes are dropped inside words, every other sign separates.
    /// </summary>
    public static List<string> Words(string text, string language)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var digits = 0;
        foreach (var c in WellFormed(text).Normalize(NormalizationForm.FormC))
        {
            if (char.IsDigit(c))
            {
                Flush(words, word);
                digits++;
                continue;
            }

            if (digits > 0 && c is not ('.' or ',' or ' '))
            {
                FlushDigits(words, ref digits);
            }

            if (char.IsLetter(c))
            {
                FlushDigits(words, ref digits);
                word.Append(Fold(char.ToLowerInvariant(c), language));
            }
            else if (c is not ('\'' or '’' or '‘' or '`' or '\u0301'))
            {
                Flush(words, word);
                FlushDigits(words, ref digits);
            }
        }

        Flush(words, word);
        FlushDigits(words, ref digits);
        return words;
    }

    /// <summary>The text with U+FFFD for halves of surrogate pairs, which cannot be normalised; bytes of any origin may come as text.</summary>
    public static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return string.Concat(text.EnumerateRunes());
            }
        }

        return text;
    }

    /// <summary>
    /// A letter without its accent. Russian keeps й, which is a letter of its own; Hungarian keeps ö and ü but not their length, which
    /// recognisers confuse; elsewhere all marks go.
    /// </summary>
    public static char Fold(char c, string language)
    {
        if (c < 128)
        {
            return c;
        }

        switch (c)
        {
            case 'ł': return 'l';
            case 'ё': return 'е';
            case 'й': return c;
            case 'ő' when language == "hu": return 'ö';
            case 'ű' when language == "hu": return 'ü';
            case 'ö' or 'ü' when language == "hu": return c;
            case 'ø': return 'o';
            case 'đ': return 'd';
        }

        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        return CharUnicodeInfo.GetUnicodeCategory(parts[0]) == UnicodeCategory.NonSpacingMark ? c : parts[0];
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static void FlushDigits(List<string> words, ref int digits)
    {
        if (digits > 0)
        {
            words.Add(digits switch { 1 => "#1", 2 => "#2", 3 => "#3", _ => "#4" });
            digits = 0;
        }
    }
}
