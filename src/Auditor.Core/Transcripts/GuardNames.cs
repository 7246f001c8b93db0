namespace Auditor.Transcripts;

/// <summary>Names of the guards against invented text, as stored with what they dropped or doubted.</summary>
public static class GuardNames
{
    /// <summary>The tonal or energy gate: ring-back, DTMF, fax, hold music.</summary>
    public const string Tone = "tone";

    /// <summary>Mean log probability a token too low.</summary>
    public const string LowProbability = "low-probability";

    /// <summary>The recogniser itself says that there is no speech.</summary>
    public const string NoSpeech = "no-speech";

    /// <summary>The text repeats itself: compression ratio or repeated n-grams.</summary>
    public const string Repetition = "repetition";

    /// <summary>More or fewer words or characters a second than people speak.</summary>
    public const string Pace = "pace";

    /// <summary>A whole utterance on the list of known inventions.</summary>
    public const string KnownInvention = "known-invention";
}
