using System.Security.Cryptography;
using System.Text;
using Auditor.Findings.Evaluation;

namespace Auditor.Findings.Training;

/// <param name="Done">Steps finished out of <paramref name="Total"/> in this stage.</param>
public readonly record struct TrainingProgress(string Stage, int Done, int Total);

/// <summary>Everything that a training depends on beside the labelled text.</summary>
public sealed record TrainingOptions
{
    public static readonly TrainingOptions Default = new();

    /// <summary>Ideas are dealt into so many parts; each part is measured by a model that never saw it.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>For one text in so many, the text joined with another one of the same part is learned too: people and recognisers run sentences together.</summary>
    public int JoinOneIn { get; init; } = 3;

    /// <summary>One customer's text in so many is learned with spelling noise, too (<see cref="SpellingNoise"/>); 0 = none.</summary>
    public int BlurCustomerOneIn { get; init; } = 1;

    /// <summary>The same for agents' texts, of which there are more.</summary>
    public int BlurAgentOneIn { get; init; } = 2;

    public int Seed { get; init; } = 7;

    public HeadOptions Customer { get; init; } = new(1e-4f, 2, 2.5f, 0, 3, ExampleWeights.Equal, new LbfgsOptions());

    public HeadOptions Scope { get; init; } = new(1e-3f, 2, 3, 0, 3, ExampleWeights.Equal, new LbfgsOptions());

    public HeadOptions Agent { get; init; } = new(3e-5f, 3, 2.5f, 0, 3.5f, new(5, 3, 1), new LbfgsOptions(MaximumSteps: 80));

    public HeadOptions Role { get; init; } = new(1e-4f, 5, 3, 0, 3, ExampleWeights.Equal, new LbfgsOptions(MaximumSteps: 30));

    public ThresholdOptions Thresholds { get; init; } = new();
}

/// <summary>Both trained models and the reading of every row by a model that had not seen its idea.</summary>
public sealed record TrainingResult(PhraseModel Customer, PhraseModel Agent, IReadOnlyList<UnseenReading> Unseen);

/// <summary>A row with the calibrated probabilities of a model trained without its part of the ideas.</summary>
public sealed record UnseenReading(PhraseParty Party, PhraseRow Row, int Fold, PhraseReading Reading);

/// <summary>Labelled text to models. The same text, options and machine give the same bytes.</summary>
public static class ClassifierTraining
{
    /// <summary>Trains on models/phrases/*.tsv and writes customer.model and agent.model beside them.</summary>
    /// <param name="models">The models folder, with sentence-encoder and phrases in it.</param>
    /// <exception cref="InvalidDataException">The labelled text is malformed.</exception>
    public static TrainingResult Train(string models, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken token)
    {
        var phrases = Path.Combine(models, "phrases");
        using var encoder = SentenceEncoder.Open(Path.Combine(models, "sentence-encoder"));
        var result = Train(
            PhraseFiles.Read(phrases, PhraseParty.Customer), PhraseFiles.Read(phrases, PhraseParty.Agent), encoder.Embed, options, progress, token);
        PhraseModelFile.Save(Path.Combine(phrases, PhraseClassifiers.CustomerFile), result.Customer);
        PhraseModelFile.Save(Path.Combine(phrases, PhraseClassifiers.AgentFile), result.Agent);
        return result;
    }

    /// <param name="embed">Text to its embedding; called once a text, from several threads.</param>
    public static TrainingResult Train(
        IReadOnlyList<PhraseRow> customers,
        IReadOnlyList<PhraseRow> agents,
        Func<string, CancellationToken, float[]> embed,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken token)
    {
        var customer = ExampleSet.Build(customers, PhraseParty.Customer, embed, options, progress, token);
        progress?.Report(new("customer reading", 0, 4));
        var reading = TrainHead(PhraseClassifiers.CustomerHead, HeadKind.OneOf, CustomerLabels.All, customer, options.Customer, token);
        progress?.Report(new("customer scope", 1, 4));
        var scopes = customer.OfScopes();
        var scope = TrainHead(PhraseClassifiers.ScopeHead, HeadKind.OneOf, CustomerLabels.Scopes, scopes, options.Scope, token);
        progress?.Report(new("agent reading", 2, 4));
        var agent = ExampleSet.Build(agents, PhraseParty.Agent, embed, options, progress, token);
        var said = TrainHead(PhraseClassifiers.AgentHead, HeadKind.AnyOf, AgentLabels.All, agent, options.Agent, token);
        progress?.Report(new("who speaks", 3, 4));
        var role = TrainHead(PhraseClassifiers.RoleHead, HeadKind.OneOf, PhraseClassifiers.Roles, ExampleSet.OfRoles(agent, customer), options.Role, token);
        progress?.Report(new("done", 4, 4));
        var unseen = Readings(PhraseParty.Customer, customer, reading)
            .Concat(Readings(PhraseParty.Agent, agent, said))
            .Concat(Readings(PhraseParty.Customer, scopes, scope)).ToList();
        return new(
            Model("customer", customers, [reading.Head, scope.Head], unseen, options),
            Model("agent", agents, [said.Head, role.Head], unseen, options),
            unseen);
    }

    private static TrainedHead TrainHead(
        string name, HeadKind kind, IReadOnlyList<string> labels, ExampleSet set, HeadOptions options, CancellationToken token)
    {
        var languages = set.Rows.Select(r => r.Language).Distinct().Order(StringComparer.Ordinal).ToArray();
        var shape = HeadTraining.Shape(name, kind, labels, languages, options);
        return HeadTraining.Train(shape, set.Examples, set.Extra, options, token);
    }

    private static IEnumerable<UnseenReading> Readings(PhraseParty party, ExampleSet set, TrainedHead trained)
    {
        var head = trained.Head;
        for (var i = 0; i < set.Rows.Count; i++)
        {
            var probabilities = head.Calibrate(trained.Unseen[i], set.Rows[i].Language);
            yield return new(party, set.Rows[i], set.Examples[i].Fold, new(head.Shape.Labels, probabilities));
        }
    }

    private static PhraseModel Model(
        string kind, IReadOnlyList<PhraseRow> rows, IReadOnlyList<LinearHead> heads, IReadOnlyList<UnseenReading> unseen, TrainingOptions options)
    {
        var thresholds = new List<Threshold>();
        var quality = new List<LabelQuality>();
        var labels = heads[0].Shape.Labels;
        var measured = unseen.Where(u => ReferenceEquals(u.Reading.Labels, labels)).ToList();
        foreach (var language in rows.Select(r => r.Language).Distinct().Order(StringComparer.Ordinal).Append("*"))
        {
            var own = measured.Where(u => language == "*" || u.Row.Language == language).ToList();
            foreach (var label in labels)
            {
                var judged = own.ConvertAll(u => new Judged(u.Reading[label], u.Row.Labels.Contains(label)));
                thresholds.AddRange(kind == "agent"
                    ? ThresholdChoice.Disclosure(label, language, judged, options.Thresholds)
                    : label == CustomerLabels.OptOut ? ThresholdChoice.OptOut(language, judged, options.Thresholds) : []);
                quality.Add(Quality(label, language, judged));
            }
        }

        return new(kind, HashOf(rows), heads, thresholds, quality);
    }

    private static LabelQuality Quality(string label, string language, List<Judged> judged)
    {
        var score = BinaryScore.At(judged, 0.5f);
        return new(
            label, language, judged.Count, judged.Count(j => j.Truth), (float)Measures.AveragePrecision(judged),
            (float)score.Precision.Value, (float)score.Recall.Value, (float)score.F1);
    }

    private static string HashOf(IEnumerable<PhraseRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin('\t', row.Id, row.Language, string.Join(' ', row.Labels), string.Join(' ', row.Near), row.Scope, row.Idea, row.Text)
                .Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
