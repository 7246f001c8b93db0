namespace Auditor.Recordings;

public enum ProblemSeverity
{
    /// <summary>The call was taken, something about it is not known.</summary>
    Warning,

    /// <summary>A call, or a whole path, could not be taken.</summary>
    Error,
}

/// <param name="Path">The file or folder that the problem is about, as it was given or found.</param>
public sealed record IntakeProblem(string Path, Failure Failure, ProblemSeverity Severity);

/// <summary>A file with the same bytes as one before it: the same call, taken once.</summary>
public sealed record DuplicateRecording(string Name, string FirstName);

/// <summary>What was found in the given paths; nothing of it is decoded yet.</summary>
/// <param name="Recordings">In the order of the paths, inside a folder by name (ordinal), the same on every machine.</param>
public sealed record IntakeResult(
    IReadOnlyList<Recording> Recordings,
    IReadOnlyList<DuplicateRecording> Duplicates,
    IReadOnlyList<IntakeProblem> Problems);
