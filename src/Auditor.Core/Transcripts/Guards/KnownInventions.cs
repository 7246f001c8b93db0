using System.Text;

namespace Auditor.Transcripts.Guards;

/// <summary>
/// Sentences that Whisper learnt from subtitles and writes over noise. Matched against a whole utterance only, and only sentences that
/// nobody says on the phone: "thank you" is real speech and is not here.
/// </summary>
public static class KnownInventions
{
    private static readonly HashSet<string> Whole = new(
        new[]
        {
            "Thanks for watching", "Thank you for watching", "Thank you very much for watching", "Please subscribe to my channel",
            "Subscribe to my channel", "Like and subscribe", "Don't forget to like and subscribe", "See you in the next video",
            "I'll see you in the next video", "Subtitles by the Amara.org community",
            "Dziękuję za oglądanie", "Dzięki za oglądanie", "Dziękuję za uwagę i do zobaczenia w kolejnym filmie", "Zapraszam do subskrypcji",
            "Do zobaczenia w następnym odcinku", "Napisy stworzone przez społeczność Amara.org",
            "Köszönöm, hogy megnézted", "Köszönöm, hogy megnézték", "Köszönjük, hogy megnézték", "Köszönöm a figyelmet", "Iratkozz fel a csatornára",
            "Iratkozzatok fel", "Feliratkozás",
            "Bedankt voor het kijken", "Dank u voor het kijken", "Vergeet niet te abonneren", "Tot de volgende video", "TV GELDERLAND",
            "Продолжение следует", "Спасибо за просмотр", "Подписывайтесь на канал", "Подпишись на канал", "Ставьте лайки и подписывайтесь",
            "До новых встреч", "Редактор субтитров", "Спасибо за субтитры",
        }.Select(Fold));

    /// <summary>Credits carry changing names, so their beginnings are enough.</summary>
    private static readonly string[] Beginnings =
    [
        .. new[]
        {
            "Subtitles by", "Captions by", "Transcribed by", "Transcription by", "Subtitled by",
            "Napisy", "Tłumaczenie i napisy",
            "Felirat", "A feliratot",
            "Ondertiteld door", "Ondertiteling", "Ondertitels", "TV Gelderland",
            "Субтитры", "Редактор субтитров", "Корректор А",
        }.Select(t => Fold(t) + " "),
    ];

    public static bool Matches(string utterance)
    {
        var folded = Fold(utterance);
        return Whole.Contains(folded) || Beginnings.Any(b => folded.StartsWith(b, StringComparison.Ordinal) && CountWords(folded) <= 8);
    }

    private static int CountWords(string folded) => folded.Count(c => c == ' ') + 1;

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
