namespace Auditor.Recordings;

public enum CallDirection
{
    Unknown,
    Outbound,
    Inbound,
}

/// <summary>What a call is for.</summary>
public enum CallKind
{
    Unknown,
    Telesales,
    Upsell,
    Collections,
    Service,
}

public enum Party
{
    Unknown,
    Agent,
    Customer,
}

/// <summary>Which party speaks on which channel of the recording.</summary>
public enum ChannelMap
{
    Unknown,
    AgentLeft,
    AgentRight,
    Mono,
}

/// <summary>What is known of a call from outside its sound. A null or Unknown is "not known", never a default.</summary>
public sealed record CallFacts
{
    public static readonly CallFacts None = new();

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>ISO 639-1, lower case; null = to be detected.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case, of the called person's place.</summary>
    public string? Country { get; init; }

    public CallDirection Direction { get; init; }

    /// <summary>From the campaign or the dialler; Unknown = judged from the words.</summary>
    public CallKind Kind { get; init; }

    public string? AgentId { get; init; }

    public string? Agent { get; init; }

    public string? Campaign { get; init; }

    public PhoneNumber? CustomerNumber { get; init; }

    public ChannelMap Channels { get; init; }

    /// <summary>What the agent entered at the end of the call, as the dialler wrote it ("DNC", "SALE"…).</summary>
    public string? Disposition { get; init; }

    /// <summary>Where each fact came from, by fact name ("calls.csv", "sidecar", "file-name", "option").</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();
}
