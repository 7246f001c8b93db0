using Auditor.Actions;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Pipeline;

/// <summary>The stages of a call with their models loaded. Each is called from several threads at once.</summary>
public sealed record CallStages
{
    public required Func<Recording, CancellationToken, Result<CallAudio>> ReadAudio { get; init; }

    public required ITranscriber Transcriber { get; init; }

    public required Func<Transcript, CallFacts, CancellationToken, Assessment> Assess { get; init; }

    /// <summary>Judges the second decoding's words (none, when it heard nothing) against the opt-out that was found; the text is their language.</summary>
    public required Func<OptOutFinding, IReadOnlyList<Utterance>, string, CancellationToken, SecondLook> JudgeSecondLook { get; init; }
}
