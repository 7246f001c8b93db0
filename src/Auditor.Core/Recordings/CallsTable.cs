using System.Text;
using CsvHelper;

namespace Auditor.Recordings;

/// <summary>One row of calls.csv.</summary>
/// <param name="Line">In the file, from 1; the header is line 1.</param>
/// <param name="File">Path or name of the recording, with forward slashes.</param>
internal sealed record TableRow(int Line, string File, IReadOnlyDictionary<string, string> Texts);

/// <summary>calls.csv: one row a call, columns as in <see cref="FactNames"/>, in any order; others are ignored.</summary>
/// <remarks>UTF-8 or UTF-16 with a mark, any line ending, separated by comma, semicolon or tab. Rows are read one by one, so that
/// a quote that never closes costs its own row and not the rest of the night.</remarks>
internal sealed class CallsTable
{
    public const string FileName = "calls.csv";

    /// <summary>A quoted value may hold line breaks; past this many lines the quote counts as never closed.</summary>
    private const int MaxLinesPerRow = 20;

    private const string Delimiters = ",;\t|";

    private readonly List<IntakeProblem> _problems;

    private CallsTable(string path, List<IntakeProblem> problems)
    {
        Path = path;
        _problems = problems;
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public List<TableRow> Rows { get; } = [];

    /// <summary>Reads what can be read; what cannot is added to <paramref name="problems"/>.</summary>
    public static CallsTable Read(string path, IntakeOptions options, List<IntakeProblem> problems)
    {
        var table = new CallsTable(path, problems);
        try
        {
            var bytes = new FileInfo(path).Length;
            if (bytes > options.MaxTableBytes)
            {
                table.Report(FailureCodes.FactsBadTable, $"{bytes} bytes, at most {options.MaxTableBytes} are read");
            }
            else
            {
                table.ReadLines(File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
            }
        }
        catch (DecoderFallbackException exception)
        {
            table.Report(FailureCodes.FactsBadTable, $"not UTF-8 (byte {exception.BytesUnknown?.FirstOrDefault():X2} hex); save it as CSV UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            table.Report(FailureCodes.FactsBadTable, "the file cannot be read: " + exception.GetType().Name);
        }

        return table;
    }

    public void Report(string code, string detail) =>
        _problems.Add(new IntakeProblem(Path, new Failure(code, detail), ProblemSeverity.Warning));

    private void ReadLines(string[] lines)
    {
        var at = 0;
        char? delimiter = null;
        while (at < lines.Length && (string.IsNullOrWhiteSpace(lines[at]) || lines[at].StartsWith("sep=", StringComparison.OrdinalIgnoreCase)))
        {
            delimiter = lines[at].Length == 5 && Delimiters.Contains(lines[at][4]) ? lines[at][4] : delimiter;
            at++;
        }

        if (at == lines.Length)
        {
            Report(FailureCodes.FactsBadTable, "the file is empty");
            return;
        }

        var format = Format(delimiter ?? Delimiter(lines[at]));
        var header = Fields(lines[at], format);
        var columns = header?.Select(FactNames.Recognise).ToArray() ?? [];
        if (!columns.Contains(FactNames.File))
        {
            Report(FailureCodes.FactsBadTable, $"line {at + 1}: no column \"{FactNames.File}\" in the header");
            return;
        }

        ReadRows(lines, at + 1, columns, format);
    }

    private void ReadRows(string[] lines, int from, string?[] columns, CsvReaderOptions format)
    {
        var firstLines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = from; at < lines.Length;)
        {
            var (text, count) = RowText(lines, at);
            if (!string.IsNullOrWhiteSpace(text) && Row(text, at + 1, columns, format) is { } row)
            {
                if (firstLines.TryAdd(row.File, row.Line))
                {
                    Rows.Add(row);
                }
                else
                {
                    Report(FailureCodes.FactsDuplicateRow, $"line {row.Line}: the same file as line {firstLines[row.File]}, which is used");
                }
            }

            at += count;
        }
    }

    /// <summary>The row that begins at a line: more lines while a quote is open; just the line when it never closes.</summary>
    private static (string Text, int Lines) RowText(string[] lines, int at)
    {
        var text = lines[at];
        for (var count = 1; count <= MaxLinesPerRow; count++)
        {
            if (int.IsEvenInteger(text.AsSpan().Count('"')))
            {
                return (text, count);
            }

            if (at + count == lines.Length)
            {
                break;
            }

            text += "\n" + lines[at + count];
        }

        return (lines[at], 1);
    }

    /// <summary>Null when not even the file of the row is known. With too few or too many values nobody knows which one is
    /// missing, and a number in the wrong column would be blocked: such a row gives no facts.</summary>
    private TableRow? Row(string text, int line, string?[] columns, CsvReaderOptions format)
    {
        var fields = Fields(text, format);
        if (fields is null)
        {
            Report(FailureCodes.FactsBadRow, $"line {line}: quotes that do not fit; the row was not used");
            return null;
        }

        var fileColumn = Array.IndexOf(columns, FactNames.File);
        var file = fileColumn < fields.Length ? fields[fileColumn].Replace('\\', '/').Trim() : string.Empty;
        file = file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        var used = fields.Length;
        while (used > columns.Length && fields[used - 1].Length == 0)
        {
            used--;
        }

        if (file.Length == 0 || used != columns.Length)
        {
            Report(FailureCodes.FactsBadRow, file.Length == 0
                ? $"line {line}: no file is named; the row was not used"
                : $"line {line}: {used} values for {columns.Length} columns; the call is taken without the facts of this row");
            return file.Length == 0 ? null : new TableRow(line, file.Normalize(), new Dictionary<string, string>());
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column] is { } fact && fact != FactNames.File)
            {
                texts.TryAdd(fact, fields[column]);
            }
        }

        return new TableRow(line, file.Normalize(), texts);
    }

    private static string[]? Fields(string text, CsvReaderOptions format)
    {
        if (int.IsOddInteger(text.AsSpan().Count('"')))
        {
            return null;
        }

        try
        {
            using var reader = CsvReader.Create(Encoding.UTF8.GetBytes(text), format);
            return reader.Read() ? reader.Current.ToArray() : [];
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }

    private static char Delimiter(string header) => Delimiters.MaxBy(candidate => header.AsSpan().Count(candidate));

    private static CsvReaderOptions Format(char delimiter) => new()
    {
        HasHeader = false,
        Separator = delimiter,
        TrimWhitespace = true,
        WhitespaceCharacters = delimiter == '\t' ? " " : " \t",
        MalformedData = CsvMalformedDataHandling.Throw,
    };
}
