using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings.Reading;

/// <summary>Whether a stretch was heard well enough that a thing not found in it was not said.</summary>
public static class SearchQuality
{
    /// <summary>Guards whose drops may have been speech; a tone or a silence was none.</summary>
    private static readonly string[] SpeechGuards = [GuardNames.NoWords, GuardNames.KnownInvention];

    /// <summary>Null when it was; else why it cannot be told, with the numbers.</summary>
    public static string? Doubt(Transcript transcript, TimeRange searched, Party party, AssessorOptions options)
    {
        if (transcript.LanguageProbability < options.LeastLanguageProbability)
        {
            return FormattableString.Invariant($"the language is only {transcript.LanguageProbability:P0} sure");
        }

        var heard = transcript.Utterances.Where(u => u.Party == party && u.Time.Overlaps(searched)).ToList();
        var seconds = heard.Sum(u => u.Time.Duration.TotalSeconds);
        if (heard.Count == 0)
        {
            return "no speech of this party was heard";
        }

        var channels = heard.Select(u => u.Channel).ToHashSet();
        var lost = transcript.Dropped.Where(d => channels.Contains(d.Channel) && SpeechGuards.Contains(d.Guard) && d.Time.Overlaps(searched))
            .Sum(d => d.Time.Duration.TotalSeconds);
        var doubtful = heard.Where(u => u.LowConfidence).Sum(u => u.Time.Duration.TotalSeconds);
        var share = (doubtful + lost) / Math.Max(0.01, seconds + lost);
        if (share > options.MostDoubtfulShare)
        {
            return FormattableString.Invariant($"{share:P0} of {seconds + lost:F1} s of speech are doubtful or lost");
        }

        var words = heard.SelectMany(u => u.Words).ToList();
        var confidence = words.Count == 0 ? 0 : words.Average(w => w.Probability);
        return confidence < options.LeastConfidence
            ? FormattableString.Invariant($"the words are only {confidence:P0} sure on average") : null;
    }
}
