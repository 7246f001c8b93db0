using Auditor.Audio;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Transcripts;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Pipeline;

/// <summary>Stages without models. What a call is like stands in its name: "optout", "broken", "bug"; everything else is compliant.</summary>
internal sealed class StubStages : ITranscriber
{
    private readonly Lock _gate = new();
    private readonly List<string> _transcribed = [];

    public string Fingerprint => Basis.Transcriber;

    /// <summary>Done at the beginning of each transcription, with the call's name.</summary>
    public Action<string, CancellationToken> OnTranscribe { get; init; } = (_, _) => { };

    public bool SecondLookAgrees { get; init; } = true;

    public IReadOnlyList<Failure> Warnings { get; init; } = [];

    public int Loads { get; private set; }

    public IReadOnlyList<(int Channel, TimeRange Stretch)> Relistened { get; private set; } = [];

    /// <summary>Names of the calls that were transcribed, in order.</summary>
    public IReadOnlyList<string> Transcribed
    {
        get
        {
            lock (_gate)
            {
                return [.. _transcribed];
            }
        }
    }

    public CallStages Load()
    {
        Loads++;
        return new()
        {
            ReadAudio = Read,
            Transcriber = this,
            Assess = (transcript, _, _) => Assessment(transcript.Utterances.Any(u => u.Text.Contains("don't call", StringComparison.Ordinal)) ? OptOut() : null),
            JudgeSecondLook = (_, words, _, _) => new() { Agrees = SecondLookAgrees, Score = 0.9f, Words = string.Join(' ', words.Select(w => w.Text)) },
        };
    }

    public Result<Transcript> Transcribe(CallAudio audio, string? language, CancellationToken token)
    {
        var name = audio.Format;
        lock (_gate)
        {
            _transcribed.Add(name);
        }

        OnTranscribe(name, token);
        if (name.Contains("bug", StringComparison.Ordinal))
        {
            throw new InvalidDataException("words of the call: +48225550112");
        }

        return name.Contains("optout", StringComparison.Ordinal)
            ? Transcript(Utterance("please don't call me again"))
            : Transcript(Utterance("good morning"));
    }

    public IReadOnlyList<Utterance> Relisten(CallAudio audio, int channel, TimeRange stretch, string language, CancellationToken token)
    {
        Relistened = [.. Relistened, (channel, stretch)];
        return [Utterance("please do not call me")];
    }

    private Result<CallAudio> Read(Recording recording, CancellationToken token) => recording.Name.Contains("broken", StringComparison.Ordinal)
        ? new Failure(recording.Name.Contains("decoder", StringComparison.Ordinal) ? FailureCodes.AudioDecoderMissing : FailureCodes.AudioDamagedHeader, "at byte 12")
        : new CallAudio([], TimeSpan.FromSeconds(10), 2, recording.Name) { Warnings = Warnings };
}
