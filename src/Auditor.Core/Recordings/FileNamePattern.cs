using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Recordings;

/// <summary>Facts written into the names of files, described as "{started_at:yyyyMMdd-HHmmss}_{agent_id}_{customer_number}_{direction}".</summary>
/// <remarks>The pattern covers the name without its extension; with a slash in it, the last folders too. A part in braces is a fact
/// of <see cref="FactNames"/> or "*" for anything; started_at takes a .NET date format or "unix" (seconds). Everything else is literal.</remarks>
public sealed partial class FileNamePattern
{
    private const string UnixFormat = "unix";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);

    private readonly Regex _regex;
    private readonly string? _startedAtFormat;
    private readonly int _folders;

    private FileNamePattern(string text, Regex regex, string? startedAtFormat)
    {
        Text = text;
        _regex = regex;
        _startedAtFormat = startedAtFormat;
        _folders = text.Count(c => c == '/');
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <returns>The pattern, or <see cref="FailureCodes.FactsBadPattern"/> with the part that is wrong.</returns>
    public static Result<FileNamePattern> Parse(string text)
    {
        var regex = new StringBuilder("^");
        var literals = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? startedAtFormat = null;
        var literalFrom = 0;
        foreach (Match part in Part().Matches(text))
        {
            literals.Append(text, literalFrom, part.Index - literalFrom);
            regex.Append(Regex.Escape(text[literalFrom..part.Index]));
            literalFrom = part.Index + part.Length;
            var name = part.Groups["name"].Value;
            var format = part.Groups["format"].Success ? part.Groups["format"].Value : null;
            var fact = name == "*" ? "*" : FactNames.Recognise(name);
            if (fact is null or FactNames.File || (fact != "*" && !seen.Add(fact)) || (format is not null && fact != FactNames.StartedAt))
            {
                return new Failure(FailureCodes.FactsBadPattern, $"{part.Value}: expected each of {string.Join(", ", FactNames.All)} at most once, or *");
            }

            if (fact == FactNames.StartedAt)
            {
                startedAtFormat = format;
            }

            if (Expression(fact, format) is not { } expression)
            {
                return new Failure(FailureCodes.FactsBadPattern, $"{part.Value}: the date format may hold y, M, d, H, m, s, f, z, K and signs, or be \"unix\"");
            }

            regex.Append(fact == "*" ? expression : $"(?<{fact}>{expression})");
        }

        var rest = text[literalFrom..];
        return seen.Count == 0 || literals.Append(rest).ToString().AsSpan().ContainsAny('{', '}')
            ? new Failure(FailureCodes.FactsBadPattern, "no fact in braces, or a brace without its partner")
            : new FileNamePattern(
                text,
                new Regex(regex.Append(Regex.Escape(rest)).Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout),
                startedAtFormat);
    }

    /// <summary>The facts as text, by fact name; null when the name does not follow the pattern.</summary>
    /// <param name="name">Path with forward slashes, as in <see cref="Recording.Name"/>.</param>
    public IReadOnlyDictionary<string, string>? Read(string name)
    {
        var parts = Path.ChangeExtension(name, null).Split('/');
        var match = MatchOrNull(string.Join('/', parts.TakeLast(_folders + 1)));
        if (match is null)
        {
            return null;
        }

        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in FactNames.All)
        {
            if (match.Groups[fact] is { Success: true } group)
            {
                facts[fact] = fact == FactNames.StartedAt ? ToIso(group.Value) : group.Value;
            }
        }

        return facts;
    }

    private Match? MatchOrNull(string name)
    {
        try
        {
            return _regex.Match(name) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The time in ISO 8601, or the text as it is when it is no time (the reader of facts reports it then).</summary>
    private string ToIso(string text)
    {
        if (_startedAtFormat is null)
        {
            return text;
        }

        if (_startedAtFormat == UnixFormat)
        {
            return DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)).ToString("o", CultureInfo.InvariantCulture);
        }

        if (_startedAtFormat.Contains('z') || _startedAtFormat.Contains('K'))
        {
            return DateTimeOffset.TryParseExact(text, _startedAtFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? moment.ToString("o", CultureInfo.InvariantCulture)
                : text;
        }

        return DateTime.TryParseExact(text, _startedAtFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : text;
    }

    private static string? Expression(string fact, string? format) => fact switch
    {
        FactNames.StartedAt => format is null ? @"[0-9TZ:+.\-]+?" : DateExpression(format),
        FactNames.CustomerNumber => @"[+]?[0-9() .\-]+?",
        FactNames.Language => "[A-Za-z]{2}(?:[-_][A-Za-z]{2})?",
        FactNames.Country => "[A-Za-z]{2}",
        FactNames.Direction => "[A-Za-z]+",
        "*" => "[^/]*?",
        _ => "[^/]+?",
    };

    private static string? DateExpression(string format)
    {
        if (format == UnixFormat)
        {
            return "[0-9]{9,10}";
        }

        var expression = new StringBuilder();
        for (var at = 0; at < format.Length;)
        {
            var letter = format[at];
            var run = format.AsSpan(at).IndexOfAnyExcept(letter);
            run = run < 0 ? format.Length - at : run;
            switch (letter)
            {
                case 'y' or 'M' or 'd' or 'H' or 'm' or 's' or 'f' when run <= 7:
                    expression.Append(run == 1 && letter != 'f' ? "[0-9]{1,2}" : $"[0-9]{{{run}}}");
                    break;
                case 'z' or 'K':
                    expression.Append("(?:Z|[+-][0-9]{2}:?[0-9]{2})");
                    break;
                case 'T' or '-' or '_' or '.' or ' ':
                    expression.Append(Regex.Escape(new string(letter, run)));
                    break;
                default:
                    return null;
            }

            at += run;
        }

        return expression.ToString();
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]+|\*)(:(?<format>[^{}]+))?\}")]
    private static partial Regex Part();
}
