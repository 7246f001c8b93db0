using System.Security.Cryptography;
using System.Text.Json;
using Auditor.Actions;
using Auditor.App.Settings;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Findings.Reading;
using Auditor.Findings.Rules;
using Auditor.Models;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Transcripts;
using Auditor.Transcripts.Whisper;

namespace Auditor.App.Jobs;

/// <summary>
/// Everything that decides about calls, from one models folder: verified at once, loaded when the first call needs it. A run that finds
/// nothing new never loads a model.
/// </summary>
internal sealed class AuditModels : IDisposable
{
    /// <summary>The pack that every audit uses.</summary>
    private const string Pack = "core";

    private readonly ModelFolder _models;
    private readonly TranscriptionOptions _transcription = new();
    private readonly AssessorOptions _assessing = AssessorOptions.Default;
    private readonly AudioOptions _audio;
    private WhisperTranscriber? _transcriber;
    private PhraseClassifiers? _classifiers;

    private AuditModels(ModelFolder models, AudioOptions audio)
    {
        _models = models;
        _audio = audio;
        Rules = RulePackFile.Load(models.PathOf(Path.Combine("rules", Pack)));
        Basis = new()
        {
            Transcriber = WhisperTranscriber.FingerprintOf(models, _transcription),
            Classifiers = ClassifierHashes(models),
            RulePack = $"{Rules.Id} {Rules.Version} {Rules.Hash}",
            Settings = JsonSerializer.Serialize(_audio.Limits) + JsonSerializer.Serialize(_assessing),
            ProgramVersion = ProgramVersion.Text,
        };
    }

    public RulePack Rules { get; }

    public DecisionBasis Basis { get; }

    /// <exception cref="ModelFolderException">A model file is missing or differs from the manifest.</exception>
    /// <exception cref="RulePackException">The rule pack is missing or faulty.</exception>
    public static AuditModels Open(string folder, AudioOptions audio, CancellationToken token)
    {
        var models = ModelFolder.Open(folder);
        models.Verify(token);
        return new(models, audio);
    }

    public CallStages LoadStages()
    {
        var transcriber = _transcriber ??= new(_models, _transcription);
        var classifiers = LoadClassifiers();
        var assessor = LoadAssessor();
        return new()
        {
            ReadAudio = (recording, token) => CallAudioReader.Read(recording, _audio, token),
            Transcriber = transcriber,
            Assess = (transcript, facts, token) => assessor.Assess(transcript, facts, Rules, token),
            JudgeSecondLook = (_, heard, language, token) => LookAgain(assessor, classifiers, heard, language, token),
        };
    }

    public PhraseClassifiers LoadClassifiers() => _classifiers ??= PhraseClassifiers.Open(_models.Root);

    public Assessor LoadAssessor() => new(LoadClassifiers(), _assessing);

    public void Dispose()
    {
        _transcriber?.Dispose();
        _classifiers?.Dispose();
    }

    private static SecondLook LookAgain(
        Assessor assessor, PhraseClassifiers classifiers, IReadOnlyList<Utterance> heard, string language, CancellationToken token)
    {
        var words = string.Join(' ', heard.Select(u => u.Text));
        return new()
        {
            Agrees = assessor.ConfirmsOptOut(heard, language, token),
            Score = words.Length == 0 ? 0 : classifiers.ReadCustomer(words, language, token)[CustomerLabels.OptOut],
            Words = words,
        };
    }

    /// <summary>The encoder by its manifest, the trained models by their bytes: they are made anew on every training.</summary>
    private static string ClassifierHashes(ModelFolder models)
    {
        var encoder = models.Files.Where(f => f.Path.StartsWith("sentence-encoder/", StringComparison.Ordinal)).Select(f => $"{f.Path}={f.Sha256}");
        var trained = new[] { PhraseClassifiers.CustomerFile, PhraseClassifiers.AgentFile }.Select(name => HashOf(models, "phrases/" + name));
        return string.Join('\n', [.. encoder, .. trained]);
    }

    private static string HashOf(ModelFolder models, string path)
    {
        var file = models.PathOf(path);
        if (!File.Exists(file))
        {
            throw new ModelFolderException(FailureCodes.ModelsMissing, $"{path} is missing: restore the file, or make it with auditor train");
        }

        using var stream = File.OpenRead(file);
        return $"{path}={Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }
}
