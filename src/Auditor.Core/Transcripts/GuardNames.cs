namespace Auditor.Transcripts;

/// <summary>Names of the guards against invented text, as stored with what they dropped or doubted.</summary>
public static class GuardNames
{
    /// <summary>Dropped before recognition: ring-back, DTMF, fax, hold tones.</summary>
    public const string Tone = "tone";

    /// <summary>Dropped: a voice was detected but the recogniser wrote nothing for it.</summary>
    public const string NoWords = "no-words";

    /// <summary>Dropped: a whole utterance on the list of known inventions.</summary>
    public const string KnownInvention = "known-invention";

    /// <summary>Dropped: only marks for sounds, such as notes or text in brackets.</summary>
    public const string SoundMark = "sound-mark";

    /// <summary>Doubted: mean log probability a token too low.</summary>
    public const string LowProbability = "low-probability";

    /// <summary>Doubted: the recogniser itself says that there is no speech.</summary>
    public const string NoSpeech = "no-speech";

    /// <summary>Doubted: the text repeats itself, also after it was decoded again.</summary>
    public const string Repetition = "repetition";

    /// <summary>Doubted: more or fewer words or characters a second than people speak.</summary>
    public const string Pace = "pace";
}
