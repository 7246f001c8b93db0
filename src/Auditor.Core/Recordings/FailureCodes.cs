namespace Auditor.Recordings;

/// <summary>Every code that a <see cref="Failure"/> or a set-up fault can carry; the README explains each.</summary>
public static class FailureCodes
{
    public const string AudioEmpty = "audio.empty";

    /// <summary>No voice was found on any channel. Listen to the recording: is it the right file, was the line dead?</summary>
    public const string SpeechNone = "speech.none";

    /// <summary>The given language is none that the recogniser knows.</summary>
    public const string SpeechLanguage = "speech.language";
}
