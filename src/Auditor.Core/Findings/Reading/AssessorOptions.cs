namespace Auditor.Findings.Reading;

/// <summary>What the reading of a call depends on beside models and rules. Probabilities and shares are 0–1.</summary>
public sealed record AssessorOptions
{
    public static readonly AssessorOptions Default = new();

    /// <summary>Languages in which an opt-out may be written without a person.</summary>
    public IReadOnlyList<string> WriteLanguages { get; init; } = ["en", "nl", "pl", "ru"];

    /// <summary>A thing not found in speech of which more than this share is doubtful or lost cannot be told.</summary>
    public double MostDoubtfulShare { get; init; } = 0.25;

    /// <summary>
    /// Speech whose mean word probability is below it is doubtful as a whole. Well heard calls have 0.8 and more; at 0.6 whole phrases are
    /// other words, and what is not found may well have been said.
    /// </summary>
    public float LeastConfidence { get; init; } = 0.65f;

    /// <summary>A language less sure than this may be the wrong one.</summary>
    public float LeastLanguageProbability { get; init; } = 0.5f;

    /// <summary>Mean word probability below which an opt-out is not written.</summary>
    public float LeastWriteConfidence { get; init; } = 0.6f;

    /// <summary>So few words are no wish by likeness alone ("bye then"): they must be as sure as <see cref="LeastHeard"/> even to be shown.</summary>
    public int FewWords { get; init; } = 2;

    /// <summary>An opt-out below it is shown to a person, but the agent's answer is not judged by it.</summary>
    public float LeastHeard { get; init; } = 0.8f;

    /// <summary>From it on a weak opt-out makes it unknown whether there was one; below it there was none to judge by.</summary>
    public float LeastPerhaps { get; init; } = 0.5f;

    /// <summary>Another reading of the same words (reported, bounded in time…) at or above it stops a write.</summary>
    public float RivalGate { get; init; } = 0.2f;

    /// <summary>Another reading of the words around at or above it changes what was asked.</summary>
    public float RivalWins { get; init; } = 0.5f;

    /// <summary>A retraction at or above it takes an opt-out back; from half of it on it stops a write.</summary>
    public float RetractWins { get; init; } = 0.75f;

    public TimeSpan ShortestOptOut { get; init; } = TimeSpan.FromSeconds(0.4);

    public TimeSpan LongestOptOut { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Words a second of plausible speech; beyond it the words are not from this sound.</summary>
    public double FastestWordsASecond { get; init; } = 6;

    public double SlowestWordsASecond { get; init; } = 0.6;

    /// <summary>A pitch weighs as selling from this probability on, or from its own limit when that is higher.</summary>
    public float LeastPitch { get; init; } = 0.6f;

    /// <summary>How long after a request for a yes a customer's yes belongs to it.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Names of the gates that stop an automatic write, as stored with the finding.</summary>
public static class OptOutGates
{
    public const string PartiesGuessed = "gate.parties-guessed";
    public const string Score = "gate.score";
    public const string WordConfidence = "gate.low-confidence";
    public const string Duration = "gate.duration";
    public const string Reported = "gate.reported";
    public const string TimeBounded = "gate.time-bounded";
    public const string Channel = "gate.channel-scope";
    public const string Retracted = "gate.retracted";
    public const string Language = "gate.language";
}
