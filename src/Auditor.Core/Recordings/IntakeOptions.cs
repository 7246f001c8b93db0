using System.Collections.Frozen;

namespace Auditor.Recordings;

/// <summary>How recordings are looked for and where facts come from.</summary>
public sealed record IntakeOptions
{
    /// <summary>Files with these extensions are calls when they are found inside a folder; a file that is named itself is always taken.</summary>
    public static readonly FrozenSet<string> AudioExtensions = new[]
    {
        ".wav", ".wave", ".w64", ".rf64", ".mp3", ".mp2", ".ogg", ".oga", ".opus", ".spx", ".flac", ".m4a", ".m4b", ".aac", ".mp4",
        ".mov", ".3gp", ".3g2", ".webm", ".mka", ".mkv", ".wma", ".asf", ".amr", ".awb", ".gsm", ".g722", ".g726", ".g729", ".ilbc",
        ".au", ".snd", ".aif", ".aiff", ".caf", ".wv", ".ape", ".tta", ".voc", ".sln", ".sln16", ".ulaw", ".ul", ".pcmu", ".mulaw",
        ".alaw", ".al", ".pcma",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public FrozenSet<string> Extensions { get; init; } = AudioExtensions;

    /// <summary>Facts for calls that have none of their own. They fill gaps only: a sidecar, calls.csv and the file name go first,
    /// so that <c>--country PL</c> over a mixed folder does not overwrite what the dialler knew.</summary>
    public CallFacts Defaults { get; init; } = CallFacts.None;

    /// <summary>Facts in the names of the files; null = names carry none.</summary>
    public FileNamePattern? NamePattern { get; init; }

    /// <summary>The clock of times that are written without an offset, as in most file names.</summary>
    public TimeZoneInfo Clock { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Folders that are never entered, such as the program's own store; full paths.</summary>
    public IReadOnlyList<string> ExcludedFolders { get; init; } = [];

    /// <summary>A larger calls.csv is refused: 64 MB is about half a million calls.</summary>
    public long MaxTableBytes { get; init; } = 64L << 20;

    public long MaxSidecarBytes { get; init; } = 1L << 20;

    /// <summary>Rows without a recording that are named one by one; the rest is counted in one problem.</summary>
    public int MaxMissingListed { get; init; } = 20;
}
