namespace Auditor.Pipeline;

/// <summary>How far a batch is; every report is at or beyond the one before.</summary>
public sealed record BatchProgress
{
    public required int CallsTotal { get; init; }

    /// <summary>Finished in any way, the skipped and the failed ones included.</summary>
    public required int CallsDone { get; init; }

    public required int Skipped { get; init; }

    /// <summary>Calls that failed in this run.</summary>
    public required int Failed { get; init; }

    /// <summary>Audio of the calls that this run has decoded and finished.</summary>
    public required TimeSpan AudioDone { get; init; }

    /// <summary>Audio of all calls that this run has to work on, estimated from the bytes of those not decoded yet; null before the first one.</summary>
    public required TimeSpan? AudioTotal { get; init; }

    /// <summary>Since the work began; without the time in which known calls were found out and models loaded.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How many times faster than the calls the work goes; 0 before the first one.</summary>
    public double RealTimeFactor => Elapsed > TimeSpan.Zero ? AudioDone / Elapsed : 0;

    /// <summary>Null before anything can be said.</summary>
    public TimeSpan? TimeLeft => RealTimeFactor > 0 && AudioTotal is { } total ? (total - AudioDone) / RealTimeFactor : null;
}
