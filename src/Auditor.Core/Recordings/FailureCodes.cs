namespace Auditor.Recordings;

/// <summary>Every code that a <see cref="Failure"/> or a set-up fault can carry; the README explains each.</summary>
public static class FailureCodes
{
    public const string AudioEmpty = "audio.empty";
}
