namespace Auditor.Recordings;

/// <summary>Takes in recordings: which files are calls, who each one is, and what is known of it from outside its sound.</summary>
/// <remarks>Facts come, fact by fact, from the sidecar JSON, then calls.csv, then the file name, then <see cref="IntakeOptions.Defaults"/>;
/// a country that nobody knows is read from the customer's number. Nothing is written, moved or decoded.</remarks>
public sealed class RecordingIntake
{
    private const int MaxExtensionsListed = 60;

    private readonly IntakeOptions _options;
    private readonly CancellationToken _token;
    private readonly List<Recording> _recordings = [];
    private readonly List<DuplicateRecording> _duplicates = [];
    private readonly List<IntakeProblem> _problems = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _firstNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallsTable?> _tables = new(StringComparer.Ordinal);

    private RecordingIntake(IntakeOptions options, CancellationToken token)
    {
        _options = options;
        _token = token;
    }

    /// <param name="paths">Files and folders; a file that is named here is taken whatever its extension.</param>
    public static IntakeResult Collect(IReadOnlyList<string> paths, IntakeOptions options, CancellationToken token)
    {
        var intake = new RecordingIntake(options, token);
        foreach (var path in paths)
        {
            token.ThrowIfCancellationRequested();
            intake.Take(path);
        }

        return new IntakeResult(intake._recordings, intake._duplicates, intake._problems);
    }

    private void Take(string path)
    {
        if (Directory.Exists(path))
        {
            TakeFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        }
        else if (!File.Exists(path))
        {
            Report(path, FailureCodes.IntakeNotFound, "no file or folder has this path, or its folder may not be entered");
        }
        else if (Path.GetFileName(path).Equals(CallsTable.FileName, StringComparison.OrdinalIgnoreCase)
            || Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            _problems.Add(new IntakeProblem(
                path,
                new Failure(FailureCodes.IntakeNoCalls, "a file of facts, not a call; name the folder or the recordings"),
                ProblemSeverity.Warning));
        }
        else
        {
            TakeFile(Path.GetFullPath(path));
        }
    }

    private void TakeFile(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var file = new FoundFile(path, Path.GetFileName(path));
        foreach (var tablePath in TablesAround(folder))
        {
            if (Table(tablePath) is { } table
                && TableMatch.Match(table, [Relative(table.Folder, path)]).Values.FirstOrDefault() is { } row)
            {
                Add(file, (table, row));
                return;
            }
        }

        Add(file, null);
    }

    private void TakeFolder(string root)
    {
        var walk = new FolderWalk(root, _options, _problems);
        var problemsBefore = _problems.Count;
        walk.Run(_token);
        if (walk.Calls.Count == 0 && !_problems.Skip(problemsBefore).Any(problem => problem.Severity == ProblemSeverity.Error))
        {
            var some = string.Join(", ", _options.Extensions.Order(StringComparer.Ordinal).Take(MaxExtensionsListed));
            Report(root, FailureCodes.IntakeNoCalls, $"no recording in this folder or below it: looked for {some}; "
                + $"saw {walk.OtherFiles} other files; a file that is named itself is read whatever its extension");
        }

        var rows = RowsBelow(root, walk);
        foreach (var file in walk.Calls)
        {
            Add(file, rows.TryGetValue(file.Path, out var row) ? row : null);
        }
    }

    /// <summary>The row of each call by its path; of several tables the one nearest to the call wins.</summary>
    private Dictionary<string, (CallsTable Table, TableRow Row)> RowsBelow(string root, FolderWalk walk)
    {
        var rows = new Dictionary<string, (CallsTable, TableRow)>(StringComparer.Ordinal);
        var tables = walk.Tables.Concat(TablesAround(root)).Distinct(StringComparer.Ordinal);
        foreach (var path in tables.OrderByDescending(path => path.Count(c => c == Path.DirectorySeparatorChar)))
        {
            if (Table(path) is not { } table)
            {
                continue;
            }

            var below = walk.Calls.Where(call => IsBelow(call.Path, table.Folder))
                .ToDictionary(call => Relative(table.Folder, call.Path), call => call.Path, StringComparer.Ordinal);
            var matched = TableMatch.Match(table, [.. below.Keys]);
            foreach (var (name, row) in matched)
            {
                rows.TryAdd(below[name], (table, row));
            }

            if (IsBelow(path, root))
            {
                TableMatch.ReportMissing(table, matched.Values, [.. below.Keys], _options.MaxMissingListed);
            }
        }

        return rows;
    }

    /// <summary>The table in the folder itself, and the one beside it when the folder is the customary "calls".</summary>
    private static IEnumerable<string> TablesAround(string folder)
    {
        yield return Path.Combine(folder, CallsTable.FileName);
        if (Path.GetFileName(folder) == "calls" && Path.GetDirectoryName(folder) is { } parent)
        {
            yield return Path.Combine(parent, CallsTable.FileName);
        }
    }

    private CallsTable? Table(string path)
    {
        if (!_tables.TryGetValue(path, out var table))
        {
            table = File.Exists(path) ? CallsTable.Read(path, _options, _problems) : null;
            _tables[path] = table;
        }

        return table;
    }

    private void Add(FoundFile file, (CallsTable Table, TableRow Row)? row)
    {
        _token.ThrowIfCancellationRequested();
        if (!_paths.Add(file.Path))
        {
            return;
        }

        try
        {
            var (id, bytes) = RecordingIdentity.ComputeFile(file.Path, _token);
            if (_firstNames.TryGetValue(id, out var first))
            {
                _duplicates.Add(new DuplicateRecording(file.Name, first));
                return;
            }

            _firstNames.Add(id, file.Name);
            _recordings.Add(new Recording(id, file.Path, file.Name, bytes, Facts(file, row)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(file.Path, FailureCodes.IntakeUnreadable, "the file cannot be read: " + exception.GetType().Name);
        }
    }

    private CallFacts Facts(FoundFile file, (CallsTable Table, TableRow Row)? row)
    {
        var layers = new List<FactLayer>();
        if (Sidecar.Read(file.Path, _options, _problems) is { } sidecar)
        {
            layers.Add(sidecar);
        }

        if (row is { } found)
        {
            layers.Add(new FactLayer(FactSources.Table, found.Table.Path, $"line {found.Row.Line}: ", found.Row.Texts));
        }

        if (_options.NamePattern is { } pattern)
        {
            if (pattern.Read(file.Name) is { } texts)
            {
                layers.Add(new FactLayer(FactSources.FileName, file.Path, string.Empty, texts));
            }
            else
            {
                _problems.Add(new IntakeProblem(
                    file.Path,
                    new Failure(FailureCodes.FactsNameUnmatched, "the name does not follow the pattern " + pattern.Text),
                    ProblemSeverity.Warning));
            }
        }

        return new FactLayers(layers, _options, _problems).Join();
    }

    private void Report(string path, string code, string detail) =>
        _problems.Add(new IntakeProblem(path, new Failure(code, detail), ProblemSeverity.Error));

    private static string Relative(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
