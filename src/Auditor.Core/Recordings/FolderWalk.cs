namespace Auditor.Recordings;

/// <param name="Name">Path relative to the folder that was given, with forward slashes.</param>
internal sealed record FoundFile(string Path, string Name);

/// <summary>All files below a folder, but nothing hidden and nothing behind links to other folders.</summary>
internal sealed class FolderWalk(string root, IntakeOptions options, List<IntakeProblem> problems)
{
    private readonly HashSet<string> _excluded =
        options.ExcludedFolders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToHashSet(StringComparer.Ordinal);

    /// <summary>By extension a recording.</summary>
    public List<FoundFile> Calls { get; } = [];

    /// <summary>Full paths of the calls.csv files.</summary>
    public List<string> Tables { get; } = [];

    public int OtherFiles { get; private set; }

    public void Run(CancellationToken token)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            token.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder))
            {
                if (entry.Attributes.HasFlag(FileAttributes.Hidden))
                {
                    continue;
                }

                if (entry is FileInfo)
                {
                    Sort(entry.FullName);
                }
                else if (entry.LinkTarget is not null)
                {
                    problems.Add(new IntakeProblem(
                        entry.FullName,
                        new Failure(FailureCodes.IntakeLinkNotFollowed, "a link to another folder; give that folder as a path of its own"),
                        ProblemSeverity.Warning));
                }
                else if (!_excluded.Contains(entry.FullName))
                {
                    folders.Push((DirectoryInfo)entry);
                }
            }
        }

        Calls.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Tables.Sort(StringComparer.Ordinal);
    }

    private void Sort(string path)
    {
        if (Path.GetFileName(path).Equals(CallsTable.FileName, StringComparison.OrdinalIgnoreCase))
        {
            Tables.Add(path);
        }
        else if (options.Extensions.Contains(Path.GetExtension(path)))
        {
            Calls.Add(new FoundFile(path, Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')));
        }
        else
        {
            OtherFiles++;
        }
    }

    private FileSystemInfo[] Entries(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new IntakeProblem(
                folder.FullName,
                new Failure(FailureCodes.IntakeUnreadable, "the folder cannot be listed: " + exception.GetType().Name),
                ProblemSeverity.Error));
            return [];
        }
    }
}
