using System.CommandLine;
using System.Globalization;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Auditor.Findings;
using Auditor.Findings.Training;
using Auditor.Recordings;
using Spectre.Console;

namespace Auditor.App.Commands;

/// <summary>Labelled text to classifiers.</summary>
internal sealed class TrainCommand : Verb
{
    private readonly Option<string?> _phrases = new("--phrases") { Description = "Folder of the labelled text (customer.xx.tsv, agent.xx.tsv). Default: phrases in the models folder", HelpName = "DIR" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for customer.model and agent.model. Default: the folder of the labelled text", HelpName = "DIR" };
    private readonly Option<string?> _models = CommonOptions.Models();

    public TrainCommand()
        : base("train", "Learns the classifiers from labelled text and shows how well text was read that they had not seen. The same text gives the same bytes.")
    {
        Add(_phrases);
        Add(_out);
        Add(_models);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor train", "learns from models/phrases and puts the classifiers there"),
        new("auditor train --phrases my-phrases --out /tmp/trial", "a trial with other text that changes nothing here"),
    ];

    private Task<int> RunAsync(ParseResult parsed, CancellationToken token)
    {
        var models = Places.Models(parsed.GetValue(_models));
        var phrases = parsed.GetValue(_phrases) ?? Path.Combine(models, "phrases");
        var (customers, agents) = (Read(phrases, PhraseParty.Customer), Read(phrases, PhraseParty.Agent));
        var target = Directory.CreateDirectory(parsed.GetValue(_out) ?? phrases).FullName;
        using var encoder = SentenceEncoder.Open(Path.Combine(models, "sentence-encoder"));
        var result = ClassifierTraining.Train(customers, agents, encoder.Embed, TrainingOptions.Default, new Stages(), token);
        foreach (var (name, model) in new[] { (PhraseClassifiers.CustomerFile, result.Customer), (PhraseClassifiers.AgentFile, result.Agent) })
        {
            Write(model);
            PhraseModelFile.Save(Path.Combine(target, name), model);
            Console.Out.WriteLine($"Written: {Path.Combine(target, name)}");
        }

        return Task.FromResult(ExitCodes.Done);
    }

    /// <summary>Nothing to learn from is no model that knows nothing: it is a slip in a path.</summary>
    private static IReadOnlyList<PhraseRow> Read(string folder, PhraseParty party)
    {
        try
        {
            return Directory.Exists(folder) && PhraseFiles.Read(folder, party) is { Count: > 0 } rows
                ? rows
                : throw new InvalidDataException($"no labelled text of the {party.ToString().ToLowerInvariant()} in {folder}");
        }
        catch (InvalidDataException e)
        {
            throw new SetupException(new(FailureCodes.PhrasesMalformed, e.Message));
        }
    }

    private static void Write(PhraseModel model)
    {
        Console.Out.WriteLine($"{model.Kind}: each row read by a model that had not seen its idea");
        var table = Tables.New("language", "label", "n", "true", "precision", "recall", "F1", "avg precision");
        foreach (var quality in model.Quality.OrderBy(q => q.Language, StringComparer.Ordinal))
        {
            table.AddRow(
                new Text(quality.Language),
                new Text(quality.Label),
                new Text(quality.Count.ToString(CultureInfo.InvariantCulture)),
                new Text(quality.Positives.ToString(CultureInfo.InvariantCulture)),
                Share(quality.Precision),
                Share(quality.Recall),
                Share(quality.F1),
                Share(quality.AveragePrecision));
        }

        Tables.Write(table);
    }

    private static Text Share(float share) => new(float.IsNaN(share) ? "–" : share.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>One line a stage, and one for each tenth of a long one.</summary>
    private sealed class Stages : IProgress<TrainingProgress>
    {
        private readonly Lock _gate = new();
        private (string Stage, int Tenth) _last = ("", -1);

        public void Report(TrainingProgress value)
        {
            lock (_gate)
            {
                var tenth = value.Total == 0 ? 10 : 10 * value.Done / value.Total;
                if (_last != (value.Stage, tenth))
                {
                    _last = (value.Stage, tenth);
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {value.Done} of {value.Total}"));
                }
            }
        }
    }
}
