namespace Auditor.Recordings;

/// <summary>Names of the facts as columns of calls.csv, keys of a sidecar, parts of a file-name pattern and keys of <see cref="CallFacts.Sources"/>.</summary>
public static class FactNames
{
    public const string File = "file";
    public const string StartedAt = "started_at";
    public const string Language = "language";
    public const string Country = "country";
    public const string Direction = "direction";
    public const string AgentId = "agent_id";
    public const string Agent = "agent";
    public const string Campaign = "campaign";
    public const string CustomerNumber = "customer_number";
    public const string Channels = "channels";
    public const string Disposition = "disposition";
    public const string Kind = "kind";

    /// <summary>Facts in the order of the columns, without <see cref="File"/>.</summary>
    public static readonly IReadOnlyList<string> All =
        [StartedAt, Language, Country, Direction, AgentId, Agent, Campaign, CustomerNumber, Channels, Disposition, Kind];

    private static readonly Dictionary<string, string> ByLetters =
        All.Append(File).ToDictionary(Letters, name => name, StringComparer.Ordinal);

    /// <summary>The fact's name for "started_at", "startedAt", "Started at", "STARTED-AT"; null when it is no fact.</summary>
    public static string? Recognise(string written) => ByLetters.GetValueOrDefault(Letters(written));

    private static string Letters(string name) =>
        string.Concat(name.Where(char.IsLetter).Select(char.ToLowerInvariant));
}

/// <summary>Values of <see cref="CallFacts.Sources"/>.</summary>
public static class FactSources
{
    public const string Sidecar = "sidecar";
    public const string Table = "calls.csv";
    public const string FileName = "file-name";
    public const string Option = "option";

    /// <summary>The country was read from the customer's number.</summary>
    public const string Number = "number";
}
