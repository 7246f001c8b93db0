namespace Auditor.Storage;

public enum RunState
{
    /// <summary>Under way, or ended by force.</summary>
    Running,

    Done,

    /// <summary>Stopped by the user or by a fault of the store; what was finished is stored.</summary>
    Interrupted,
}

/// <summary>One go over a set of recordings.</summary>
public sealed record RunRecord
{
    public required string Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, and for ever when it was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public RunState State { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Recordings handed in: audited + skipped + failed when the run is done.</summary>
    public int Received { get; init; }

    /// <summary>Calls of this run with a result other than a failure.</summary>
    public int Audited { get; init; }

    /// <summary>Calls whose result was there already.</summary>
    public int Skipped { get; init; }

    /// <summary>Calls of this run that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Length of the audio that this run decoded.</summary>
    public TimeSpan Audio { get; init; }

    public TimeSpan Wall { get; init; }

    /// <summary>How many events the blacklist had when the run ended.</summary>
    public long ChainLength { get; init; }

    /// <summary>Hash of the last of them: whoever keeps it elsewhere can prove that the list was not rewritten. Null while it runs.</summary>
    public string? ChainHead { get; init; }

    /// <summary>How many times faster than the calls the run was; 0 when it decoded none.</summary>
    public double RealTimeFactor => Wall > TimeSpan.Zero ? Audio / Wall : 0;
}
