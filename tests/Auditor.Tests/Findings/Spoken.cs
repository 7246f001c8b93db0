using Auditor.Findings;
using Auditor.Findings.Rules;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Tests.Findings;

/// <summary>Transcripts for tests, as a recogniser would give them, and the real classifiers.</summary>
internal static class Spoken
{
    private static readonly Lazy<PhraseClassifiers> Loaded = new(() => PhraseClassifiers.Open(ModelsOnDisk.Folder.Root));

    public static PhraseClassifiers Classifiers => Loaded.Value;

    public static RulePack Core { get; } = RulePackFile.Load(ModelsOnDisk.Folder.PathOf("rules/core"));

    public static Transcript Call(string language, params ReadOnlySpan<(Party Party, string Text)> turns)
    {
        var utterances = new List<Utterance>();
        var ms = 500.0;
        foreach (var (party, text) in turns)
        {
            utterances.Add(Say(party, text, ms));
            ms = utterances[^1].Time.EndMs + 400;
        }

        return new()
        {
            Language = language,
            LanguageProbability = 1,
            Duration = TimeSpan.FromMilliseconds(ms),
            Channels = 2,
            Utterances = utterances,
            Dropped = [],
        };
    }

    public static Utterance Say(Party party, string text, double startMs, float probability = 0.95f)
    {
        const double wordMs = 350;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new()
        {
            Channel = party is Party.Agent ? 0 : 1,
            Party = party,
            Time = TimeRange.FromMs(startMs, startMs + words.Length * wordMs),
            Text = text,
            Words = [.. words.Select((w, i) => new Word(TimeRange.FromMs(startMs + i * wordMs, startMs + (i + 1) * wordMs), w, probability))],
            MeanLogProbability = -0.2f,
            NoSpeechProbability = 0.01f,
            VoiceProbability = 0.95f,
            CompressionRatio = 1.2f,
        };
    }
}
