namespace Auditor.Transcripts.Whisper;

/// <summary>How a window is decoded. Always at temperature 0 and never with words carried over from another window.</summary>
public sealed record DecodingOptions
{
    /// <summary>Hypotheses kept side by side; 1 = greedy.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>Let the model write timestamp tokens between phrases, by OpenAI's rules; word times come from the alignment heads either way.</summary>
    public TimestampTokens Timestamps { get; init; } = TimestampTokens.Off;

    /// <summary>More tokens a second of sound than people can speak; stops a loop early.</summary>
    public double MaxTokensPerSecond { get; init; } = 15;
}

public enum TimestampTokens
{
    Off,
    On,
}
