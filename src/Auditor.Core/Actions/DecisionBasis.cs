namespace Auditor.Actions;

/// <summary>Everything besides the call itself that a decision rests on, as stable texts: it is stored with each proof and is part of the provenance.</summary>
public sealed record DecisionBasis
{
    /// <summary>Engine, model hashes and settings of the recogniser: <see cref="Transcripts.ITranscriber.Fingerprint"/>.</summary>
    public required string Transcriber { get; init; }

    /// <summary>Hashes of the sentence encoder and of the trained classifiers.</summary>
    public required string Classifiers { get; init; }

    /// <summary>Id, version and hash of the rule pack.</summary>
    public required string RulePack { get; init; }

    /// <summary>Every other setting that the outcome depends on (decoding, limits).</summary>
    public required string Settings { get; init; }

    public required string ProgramVersion { get; init; }
}
