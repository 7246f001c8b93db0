namespace Auditor.Transcripts.Whisper;

/// <summary>One path of a search: its newest token and the path that it grew from. Paths share their beginnings.</summary>
internal sealed record Hypothesis
{
    public static readonly Hypothesis Root = new();

    public Hypothesis? From { get; init; }

    public int Token { get; init; }

    public float LogProbability { get; init; }

    /// <summary>Log probability of the whole path.</summary>
    public float Sum { get; init; }

    /// <summary>Number of tokens, the end of text included.</summary>
    public int Length { get; init; }

    /// <summary>The decoder row that has seen this path.</summary>
    public int Row { get; init; }

    /// <summary>Attention of the alignment heads when <see cref="Token"/> was fed.</summary>
    public float[]? Attention { get; init; }

    /// <summary>Stopped by the token limit.</summary>
    public bool CutOff { get; init; }

    public Hypothesis Grow(int token, float logProbability) => new()
    {
        From = this,
        Token = token,
        LogProbability = logProbability,
        Sum = Sum + logProbability,
        Length = Length + 1,
        Row = Row,
    };

    public int[] Tokens() => [.. Path().Select(h => h.Token)];

    /// <summary>From the first token to this one.</summary>
    public Hypothesis[] Path()
    {
        var path = new Hypothesis[Length];
        var at = this;
        for (var i = Length - 1; i >= 0; i--)
        {
            path[i] = at;
            at = at.From!;
        }

        return path;
    }
}
