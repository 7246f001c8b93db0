using Auditor.Actions;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Pipeline;

/// <summary>One call through all stages; nothing of it is stored yet.</summary>
public sealed record CallAudit
{
    /// <summary>Why the call could not be audited; null when it was.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Null when the call could not be decoded.</summary>
    public TimeSpan? Duration { get; init; }

    public IReadOnlyList<Failure> Warnings { get; init; } = [];

    /// <summary>Null when there is a failure.</summary>
    public Transcript? Transcript { get; init; }

    public IReadOnlyList<RuleOutcome> Outcomes { get; init; } = [];

    public ActionPlan Plan { get; init; } = new(CallStatus.Failed, null, []);

    public static CallAudit Of(Recording recording, CallStages stages, DecisionBasis basis, AuditOptions options, CancellationToken token)
    {
        var read = stages.ReadAudio(recording, token);
        if (read.Failure is not null)
        {
            return new() { Failure = read.Failure };
        }

        var audio = read.Value;
        var heard = stages.Transcriber.Transcribe(audio, recording.Facts.Language, token);
        if (heard.Failure is not null)
        {
            return new() { Failure = heard.Failure, Duration = audio.Duration, Warnings = audio.Warnings };
        }

        var transcript = heard.Value;
        var assessment = stages.Assess(transcript, recording.Facts, token);
        var secondLook = assessment.OptOut is { } optOut && ActionPlan.NeedsSecondLook(recording.Facts, assessment)
            ? LookAgain(audio, optOut, transcript.Language, stages, options, token)
            : null;
        return new()
        {
            Duration = audio.Duration,
            Warnings = audio.Warnings,
            Transcript = transcript,
            Outcomes = assessment.Outcomes,
            Plan = ActionPlan.For(recording, audio.Warnings, transcript, assessment, secondLook, basis, options.Actions),
        };
    }

    private static SecondLook LookAgain(
        CallAudio audio, OptOutFinding optOut, string language, CallStages stages, AuditOptions options, CancellationToken token)
    {
        var stretch = optOut.Evidence.Time.Widen(options.SecondLookMargin, audio.Duration);
        var words = stages.Transcriber.Relisten(audio, optOut.Evidence.Channel, stretch, language, token);
        return stages.JudgeSecondLook(optOut, words, language, token);
    }
}
