using Auditor.Transcripts.Voice;
using Auditor.Transcripts.Whisper;

namespace Auditor.Transcripts;

/// <summary>Everything about transcription that someone might tune. Part of the provenance through <see cref="ITranscriber.Fingerprint"/>.</summary>
public sealed record TranscriptionOptions
{
    /// <summary>The model's folder under models/.</summary>
    public string Model { get; init; } = "whisper-base";

    /// <summary>Languages that calls are expected in; detection chooses among them, and a low probability says that it may be none of them.</summary>
    public IReadOnlyList<string> ExpectedLanguages { get; init; } = ["en", "hu", "nl", "pl", "ru"];

    /// <summary>Beams by language; 1 where a language is not listed. Chosen by word error (README, "How well it hears").</summary>
    public IReadOnlyDictionary<string, int> Beams { get; init; } = new Dictionary<string, int> { ["hu"] = 5, ["nl"] = 5, ["pl"] = 5 };

    public TimestampTokens Timestamps { get; init; } = TimestampTokens.Off;

    public VoiceOptions Voice { get; init; } = new();

    public PackingOptions Packing { get; init; } = new();

    public GuardOptions Guards { get; init; } = new();

    public DecodingOptions DecodingFor(string language) => new()
    {
        Beams = Beams.GetValueOrDefault(language, 1),
        Timestamps = Timestamps,
    };

    /// <summary>The other way of searching: what a greedy language gets by beams and the other way round.</summary>
    public DecodingOptions OtherDecodingFor(string language) => new()
    {
        Beams = Beams.GetValueOrDefault(language, 1) == 1 ? 5 : 1,
        Timestamps = Timestamps,
    };
}

/// <summary>The guards against invented text; each can be switched off to measure it.</summary>
public sealed record GuardOptions
{
    /// <summary>Guards that are off, by <see cref="GuardNames"/>.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>A mean log probability a token below this is doubted.</summary>
    public float MinMeanLogProbability { get; init; } = -1.0f;

    /// <summary>A no-speech probability above this is doubted…</summary>
    public float MaxNoSpeechProbability { get; init; } = 0.6f;

    /// <summary>…unless the words themselves are surer than this mean log probability a token.</summary>
    public float SureMeanLogProbability { get; init; } = -0.5f;

    /// <summary>Text over deflated text; above this it repeats itself (OpenAI's value).</summary>
    public float MaxCompressionRatio { get; init; } = 2.4f;

    public double MaxCharactersPerSecond { get; init; } = 25;

    public double MaxWordsPerSecond { get; init; } = 12;

    public double MinWordsPerSecond { get; init; } = 0.5;

    /// <summary>Share of tonal frames above which a stretch is a tone and not a voice.</summary>
    public double MaxTonalShare { get; init; } = 0.8;

    public bool IsOn(string guard) => !Off.Contains(guard);
}
