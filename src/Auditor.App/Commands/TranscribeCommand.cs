using System.CommandLine;
using System.Diagnostics;
using Auditor.App.Contract;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Auditor.Audio;
using Auditor.Models;
using Auditor.Recordings;
using Auditor.Transcripts;
using Auditor.Transcripts.Whisper;

namespace Auditor.App.Commands;

/// <summary>One recording to words with times.</summary>
internal sealed class TranscribeCommand : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "A recording; facts of a calls.csv beside it (language, channels) are used" };
    private readonly Option<string?> _language = CommonOptions.Language();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string?> _models = CommonOptions.Models();

    public TranscribeCommand()
        : base("transcribe", "Writes down what was said in one recording: who, when, which words. Nothing is stored.")
    {
        _file.Validators.Add(WrongUse.RefuseOptions);
        Add(_file);
        Add(_language);
        Add(_json);
        Add(_models);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor transcribe call.wav", "prints the conversation with times"),
        new("auditor transcribe call.mp3 --language pl --json", "gives the language and prints every word with its time and probability"),
    ];

    private Task<int> RunAsync(ParseResult parsed, CancellationToken token)
    {
        var models = ModelFolder.Open(Places.Models(parsed.GetValue(_models)));
        models.Verify(token);
        var intake = RecordingIntake.Collect(
            [parsed.GetRequiredValue(_file)],
            new() { Defaults = CallFacts.None with { Language = parsed.GetValue(_language)?.ToLowerInvariant() } },
            token);
        Problems.Print(intake.Problems);
        return Task.FromResult(intake.Recordings.Count switch
        {
            1 => Transcribe(intake.Recordings[0], models, parsed.GetValue(_json), token),
            0 => ExitCodes.Fault,
            var many => ExplainFolder(many),
        });
    }

    private static int Transcribe(Recording recording, ModelFolder models, bool json, CancellationToken token)
    {
        var began = Stopwatch.GetTimestamp();
        var audio = CallAudioReader.Read(recording, new AudioOptions(), token);
        if (audio.Failure is { } unread)
        {
            return Explain(recording, unread);
        }

        using var transcriber = new WhisperTranscriber(models, new TranscriptionOptions());
        var heard = transcriber.Transcribe(audio.Value, recording.Facts.Language, token);
        if (heard.Failure is { } unheard)
        {
            return Explain(recording, unheard);
        }

        Problems.Print(audio.Value.Warnings.Select(w => new IntakeProblem(recording.Name, w, ProblemSeverity.Warning)));
        if (json)
        {
            var transcript = TranscriptJson.From(recording.Name, heard.Value, Stopwatch.GetElapsedTime(began));
            ContractJson.Print(transcript, ContractJson.Readable.TranscriptJson);
        }
        else
        {
            Conversation.Write(heard.Value, Console.Out);
        }

        return ExitCodes.Done;
    }

    private static int Explain(Recording recording, Failure failure)
    {
        Console.Error.WriteLine($"{recording.Name}: {failure.Code}: {failure.Detail}");
        return ExitCodes.Found;
    }

    private static int ExplainFolder(int recordings)
    {
        Console.Error.WriteLine($"A folder with {recordings} recordings: transcribe takes one file. For folders there is auditor audit.");
        return ExitCodes.Fault;
    }
}
