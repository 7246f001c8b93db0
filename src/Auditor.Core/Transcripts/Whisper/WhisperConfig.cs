using System.Text.Json;

namespace Auditor.Transcripts.Whisper;

/// <summary>The numbers of one Whisper model, as model.json beside its graphs gives them.</summary>
public sealed record WhisperConfig
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Model { get; init; }

    public required int Mels { get; init; }

    public required int MaxTextTokens { get; init; }

    public required int Heads { get; init; }

    public required int Layers { get; init; }

    /// <summary>Width of the model; the width of a head is this over <see cref="Heads"/>.</summary>
    public required int State { get; init; }

    public required WhisperSpecialTokens Tokens { get; init; }

    /// <summary>Language token by ISO 639-1 code.</summary>
    public required IReadOnlyDictionary<string, int> Languages { get; init; }

    /// <summary>Never decoded: non-speech marks and special tokens.</summary>
    public required IReadOnlyList<int> Suppress { get; init; }

    /// <summary>Not decoded as the first token: a blank and the end.</summary>
    public required IReadOnlyList<int> SuppressAtBegin { get; init; }

    public required IReadOnlyList<IReadOnlyList<int>> AlignmentHeads { get; init; }

    public static WhisperConfig Read(string path) =>
        JsonSerializer.Deserialize<WhisperConfig>(File.ReadAllText(path), Json) ?? throw new JsonException($"{path} is empty");
}

/// <summary>Token ids with a meaning of their own.</summary>
public sealed record WhisperSpecialTokens(
    int EndOfText,
    int StartOfTranscript,
    int Transcribe,
    int NoSpeech,
    int NoTimestamps,
    int FirstTimestamp,
    int TimestampStepMs,
    int LastTimestamp);
