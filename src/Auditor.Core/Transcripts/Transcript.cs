using Auditor.Recordings;

namespace Auditor.Transcripts;

/// <summary>A word on the time line of the original file.</summary>
/// <param name="Probability">The recogniser's own, 0–1: the geometric mean over the word's tokens.</param>
public sealed record Word(TimeRange Time, string Text, float Probability);

/// <summary>A stretch of one party's speech between pauses.</summary>
public sealed record Utterance
{
    public required int Channel { get; init; }

    public required Party Party { get; init; }

    public required TimeRange Time { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>Mean log probability a token of these words.</summary>
    public required float MeanLogProbability { get; init; }

    /// <summary>Probability of "no speech" that the recogniser gave to the window, 0–1.</summary>
    public required float NoSpeechProbability { get; init; }

    /// <summary>Mean speech probability of the voice activity detector over the utterance, 0–1.</summary>
    public required float VoiceProbability { get; init; }

    /// <summary>Length of the text over its deflated length; above 2.4 it repeats itself.</summary>
    public required float CompressionRatio { get; init; }

    /// <summary>The guards that doubted these words without dropping them; empty when none did.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Mean word probability, 0–1.</summary>
    public float Confidence => Words.Count == 0 ? 0 : Words.Average(w => w.Probability);

    /// <summary>Too doubtful to punish or to block on.</summary>
    public bool LowConfidence => Doubts.Count > 0;
}

/// <summary>Sound that was not taken as speech, or words that a guard refused; kept so that a person can look.</summary>
/// <param name="Guard">The guard's name, one of <see cref="GuardNames"/>.</param>
/// <param name="Text">The refused words; empty when the sound never reached the recogniser.</param>
public sealed record DroppedStretch(int Channel, TimeRange Time, string Guard, string Text);

/// <summary>What was said in a call, who said it and when; times are on the time line of the original file.</summary>
public sealed record Transcript
{
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>1 when the language was given; else the recogniser's probability.</summary>
    public required float LanguageProbability { get; init; }

    public required TimeSpan Duration { get; init; }

    public required int Channels { get; init; }

    /// <summary>All parties, by start time.</summary>
    public required IReadOnlyList<Utterance> Utterances { get; init; }

    public required IReadOnlyList<DroppedStretch> Dropped { get; init; }

    /// <summary>The parties were guessed from the words (mono, or no channel map).</summary>
    public bool PartiesGuessed { get; init; }
}
