namespace Auditor.Recordings;

/// <summary>A stretch on the time line of the original file; <see cref="End"/> is exclusive and never before <see cref="Start"/>.</summary>
public readonly record struct TimeRange(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Duration => End - Start;

    public long StartMs => (long)Math.Round(Start.TotalMilliseconds);

    public long EndMs => (long)Math.Round(End.TotalMilliseconds);

    public static TimeRange FromMs(double startMs, double endMs) =>
        new(TimeSpan.FromMilliseconds(startMs), TimeSpan.FromMilliseconds(endMs));

    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;

    public TimeRange Union(TimeRange other) =>
        new(Start < other.Start ? Start : other.Start, End > other.End ? End : other.End);

    /// <summary>This stretch with <paramref name="margin"/> on both sides, kept inside a file of length <paramref name="limit"/>.</summary>
    public TimeRange Widen(TimeSpan margin, TimeSpan limit)
    {
        var start = Start - margin;
        var end = End + margin;
        return new(start < TimeSpan.Zero ? TimeSpan.Zero : start, end > limit ? limit : end);
    }
}
