using System.CommandLine;
using Auditor.App.Contract;
using Auditor.App.Jobs;
using Auditor.App.Report;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Auditor.Audio;
using Auditor.Findings.Evaluation;
using Auditor.Recordings;

namespace Auditor.App.Commands;

/// <summary>How well the product reads text and calls whose truth is known.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Labelled text (.tsv), written calls (.jsonl), or a folder of recorded calls with expected.jsonl",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _predictions = new("--predictions") { Description = "Write what was decided for each row, for others to score; goes with one FILE", HelpName = "OUT" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string?> _floors = new("--floors") { Description = "End with exit code 1 when a measure is below its floor (models/floors.json)", HelpName = "FILE" };
    private readonly Option<string?> _models = CommonOptions.Models();

    public EvaluateCommand()
        : base("evaluate", "Measures the product on text and calls whose truth is known: precision, recall, average precision, calibration, worst errors.")
    {
        _files.Validators.Add(WrongUse.RefuseOptions);
        Add(_files);
        Add(_predictions);
        Add(_json);
        Add(_floors);
        Add(_models);
        Validators.Add(result =>
        {
            if (result.GetResult(_files)?.Tokens.Count > 1 && result.GetResult(_predictions) is not null)
            {
                result.AddError("--predictions goes with one FILE.");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor evaluate customer.tsv agent.tsv", "a table for each: customer text has id, lang, label, text; agent text also disclosure"),
        new("auditor evaluate calls.jsonl --predictions read.jsonl", "written calls, and what was decided for each of them"),
        new("auditor evaluate recordings-sample --json", "the whole pipeline on recorded calls, for a program"),
        new("auditor evaluate customer.tsv --floors models/floors.json", "exit code 1 when a measure fell below its floor"),
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken token)
    {
        var files = parsed.GetRequiredValue(_files);
        if (files.FirstOrDefault(f => !File.Exists(f) && !File.Exists(Path.Combine(f, RecordedEvaluation.TruthName))) is { } missing)
        {
            await Console.Error.WriteLineAsync($"{missing}: neither a file nor a folder with {RecordedEvaluation.TruthName}");
            return ExitCodes.Fault;
        }

        var floors = parsed.GetValue(_floors) is { } path ? Floors.Read(path) : [];
        using var predictions = parsed.GetValue(_predictions) is { } place ? ReportFile.Begin(place) : null;
        using var models = AuditModels.Open(Places.Models(parsed.GetValue(_models)), new AudioOptions(), token);
        var reports = new List<ReportJson>();
        foreach (var file in files)
        {
            var result = Evaluate(file, models, token);
            reports.Add(ReportJson.From(file, result.Report));
            foreach (var line in predictions is null ? [] : result.Predictions)
            {
                await predictions!.Writer.WriteLineAsync(line);
            }
        }

        predictions?.Keep();
        var missed = reports.SelectMany(r => Floors.Missed(floors, r)).ToList();
        Print(new(reports, missed), parsed.GetValue(_json));
        return missed.Count > 0 ? ExitCodes.Found : ExitCodes.Done;
    }

    private static EvaluationResult Evaluate(string file, AuditModels models, CancellationToken token)
    {
        // Loaded before, so that malformed data below is that of the file and not of the classifiers.
        var (classifiers, assessor) = (models.LoadClassifiers(), models.LoadAssessor());
        try
        {
            return Directory.Exists(file) ? RecordedEvaluation.Evaluate(file, models, new Lines(), token)
                : Path.GetExtension(file) is ".jsonl" or ".json" ? CallEvaluation.Evaluate(WrittenCalls.Read(file), assessor, models.Rules, token)
                : TextEvaluation.Evaluate(file, classifiers, token);
        }
        catch (InvalidDataException e)
        {
            throw new SetupException(new(FailureCodes.EvaluateMalformed, e.Message));
        }
    }

    private static void Print(EvaluationJson evaluation, bool json)
    {
        if (json)
        {
            ContractJson.Print(evaluation, ContractJson.Readable.EvaluationJson);
        }
        else
        {
            EvaluationText.Write(evaluation);
        }
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
