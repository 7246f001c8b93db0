using Auditor.Findings;
using Auditor.Findings.Text;
using Auditor.Findings.Training;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class ClassifierTrainingTests
{
    private static readonly TrainingOptions Quick = TrainingOptions.Default with
    {
        Folds = 2,
        Customer = TrainingOptions.Default.Customer with { MinimumCount = 1 },
        Agent = TrainingOptions.Default.Agent with { MinimumCount = 1 },
    };

    [Fact]
    public void The_same_text_gives_the_same_bytes_and_another_text_does_not()
    {
        using var folder = new TemporaryFolder();
        var first = Save(folder, "a", Rows("please stop calling"));
        var second = Save(folder, "b", Rows("please stop calling"));
        var other = Save(folder, "c", Rows("kindly cease to ring"));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void A_saved_model_reads_as_the_trained_one()
    {
        using var folder = new TemporaryFolder();
        var trained = Train(Rows("please stop calling")).Customer;
        PhraseModelFile.Save(folder["m"], trained);

        var loaded = PhraseModelFile.Load(folder["m"]);

        Assert.Equal((trained.Kind, trained.DataHash), (loaded.Kind, loaded.DataHash));
        Assert.Equal(trained.Thresholds, loaded.Thresholds);
        Assert.Equal(trained.Quality, loaded.Quality);
        var features = TextFeatures.Of("please stop calling number 3", "en");
        var embedding = Embed("please stop calling number 3", TestContext.Current.CancellationToken);
        var expected = trained.Head(PhraseClassifiers.CustomerHead).Read(embedding, features, "en");
        var read = loaded.Head(PhraseClassifiers.CustomerHead).Read(embedding, features, "en");
        Assert.All(expected.Zip(read), p => Assert.Equal(p.First, p.Second, 0.01f));
    }

    [Fact]
    public void A_model_of_another_format_or_features_says_so()
    {
        using var folder = new TemporaryFolder();
        PhraseModelFile.Save(folder["m"], Train(Rows("please stop calling")).Customer);
        var bytes = File.ReadAllBytes(folder["m"]);

        Assert.Contains("format 9", Fault([.. bytes[..8], 9, .. bytes[9..]]), StringComparison.Ordinal);
        Assert.Contains("features 9", Fault([.. bytes[..12], 9, .. bytes[13..]]), StringComparison.Ordinal);
        Assert.Contains("not a phrase model", Fault([1, .. bytes[1..]]), StringComparison.Ordinal);
        Assert.Contains("damaged", Fault(bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);

        string Fault(byte[] changed)
        {
            var path = folder.Write("changed", changed);
            return Assert.Throws<InvalidDataException>(() => PhraseModelFile.Load(path)).Message;
        }
    }

    [Fact]
    public void A_language_without_limits_of_its_own_gets_the_common_ones()
    {
        var model = Train(Rows("please stop calling")).Customer;

        Assert.Equal(
            model.ThresholdOf(ThresholdNames.Write, CustomerLabels.OptOut, "*"), model.ThresholdOf(ThresholdNames.Write, CustomerLabels.OptOut, "fi"));
        Assert.Throws<InvalidOperationException>(() => model.ThresholdOf("other", CustomerLabels.OptOut, "en"));
    }

    private static byte[] Save(TemporaryFolder folder, string name, (List<PhraseRow> Customers, List<PhraseRow> Agents) rows)
    {
        PhraseModelFile.Save(folder[name], Train(rows).Customer);
        return File.ReadAllBytes(folder[name]);
    }

    private static TrainingResult Train((List<PhraseRow> Customers, List<PhraseRow> Agents) rows) =>
        ClassifierTraining.Train(rows.Customers, rows.Agents, Embed, Quick, null, TestContext.Current.CancellationToken);

    private static (List<PhraseRow> Customers, List<PhraseRow> Agents) Rows(string stop)
    {
        var customers = new List<PhraseRow>();
        var agents = new List<PhraseRow>();
        for (var i = 0; i < 24; i++)
        {
            var scope = CustomerLabels.Scopes[i % 3];
            customers.Add(new($"en-c-{i}", "en", ["optout"], [], scope, $"{i}", "hand", $"{stop} number {i} {scope}"));
            customers.Add(new($"en-d-{i}", "en", ["other"], [], null, $"{100 + i}", "hand", $"what does it cost in street {i}"));
            agents.Add(new($"en-a-{i}", "en", ["recording"], [], null, $"{i}", "hand", $"this call is recorded line {i}"));
            agents.Add(new($"en-b-{i}", "en", [], ["recording"], null, $"{100 + i}", "hand", $"a record price of {i}"));
        }

        return (customers, agents);
    }

    /// <summary>A stand-in for the encoder: words thrown into the dimensions.</summary>
    private static float[] Embed(string text, CancellationToken token)
    {
        var embedding = new float[SentenceEncoder.Size];
        foreach (var word in text.Split(' '))
        {
            embedding[StableHash.Of(word) % SentenceEncoder.Size] += 0.4f;
        }

        return embedding;
    }
}
