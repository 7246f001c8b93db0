using Auditor.Findings.Text;

namespace Auditor.Findings.Training;

/// <summary>Labelled rows with their features, dealt into parts by idea, and the joined and blurred texts that only help to train.</summary>
public sealed record ExampleSet(IReadOnlyList<PhraseRow> Rows, IReadOnlyList<Example> Examples, IReadOnlyList<Example> Extra)
{
    private const int ProgressEvery = 500;

    public static ExampleSet Build(
        IReadOnlyList<PhraseRow> rows,
        PhraseParty party,
        Func<string, CancellationToken, float[]> embed,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken token)
    {
        var labels = party is PhraseParty.Customer ? CustomerLabels.All : AgentLabels.All;
        var pairs = Pairs(rows, party, options);
        var blurred = Blurred(rows, party, options);
        var examples = new Example[rows.Count];
        var extra = new Example[pairs.Count + blurred.Count];
        var done = 0;
        var total = examples.Length + extra.Length;
        Parallel.For(0, total, new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (i < rows.Count)
            {
                var row = rows[i];
                examples[i] = Make(row.Text, row, Bits(labels, row.Labels), Bits(labels, row.Near));
            }
            else if (i < rows.Count + blurred.Count)
            {
                var row = blurred[i - rows.Count];
                extra[i - rows.Count] = Make(SpellingNoise.Blur(row.Text, options.Seed), row, Bits(labels, row.Labels), Bits(labels, row.Near));
            }
            else
            {
                var (first, second, owner) = pairs[i - rows.Count - blurred.Count];
                var targets = Bits(labels, rows[owner].Labels);
                var near = Bits(labels, rows[first].Near) | Bits(labels, rows[second].Near);
                if (party is PhraseParty.Agent)
                {
                    targets = Bits(labels, rows[first].Labels) | Bits(labels, rows[second].Labels);
                }

                extra[i - rows.Count] = Make(rows[first].Text + " " + rows[second].Text, rows[owner], targets, near & ~targets);
            }

            var now = Interlocked.Increment(ref done);
            if (now % ProgressEvery == 0)
            {
                progress?.Report(new("embedding", now, total));
            }
        });
        return new(rows, examples, extra);

        Example Make(string text, PhraseRow row, uint targets, uint near) => new(
            embed(text, token), TextFeatures.Of(text, row.Language), row.Language, targets, near, FoldOf(row, options.Folds));
    }

    /// <summary>The opt-outs alone, labelled by their scope.</summary>
    public ExampleSet OfScopes()
    {
        var kept = Enumerable.Range(0, Rows.Count).Where(i => Rows[i].Scope is not null).ToArray();
        var examples = kept.Select(i => Examples[i] with { Targets = Bits(CustomerLabels.Scopes, [Rows[i].Scope!]), NearTargets = 0 });
        return new([.. kept.Select(i => Rows[i])], [.. examples], []);
    }

    /// <summary>Everything that both parties say, labelled by who says it.</summary>
    public static ExampleSet OfRoles(ExampleSet agent, ExampleSet customer) => new(
        [.. agent.Rows, .. customer.Rows],
        [
            .. agent.Examples.Select(e => e with { Targets = Bits(PhraseClassifiers.Roles, [PhraseClassifiers.RoleAgent]), NearTargets = 0 }),
            .. customer.Examples.Select(e => e with { Targets = Bits(PhraseClassifiers.Roles, [PhraseClassifiers.RoleCustomer]), NearTargets = 0 }),
        ],
        []);

    /// <summary>Which part a row belongs to: by language and idea, so that paraphrases stay together.</summary>
    public static int FoldOf(PhraseRow row, int folds) => (int)(StableHash.Of(row.Language + ":" + row.Idea) % (uint)folds);

    public static uint Bits(IReadOnlyList<string> labels, IReadOnlyList<string> held)
    {
        var bits = 0u;
        for (var i = 0; i < labels.Count; i++)
        {
            bits |= held.Contains(labels[i]) ? 1u << i : 0;
        }

        return bits;
    }

    /// <summary>The rows that are learned a second time with noise in their spelling.</summary>
    private static List<PhraseRow> Blurred(IReadOnlyList<PhraseRow> rows, PhraseParty party, TrainingOptions options)
    {
        var oneIn = party is PhraseParty.Customer ? options.BlurCustomerOneIn : options.BlurAgentOneIn;
        return oneIn <= 0 ? [] : [.. rows.Where((r, i) => i % oneIn == 0 && r.Source == "hand")];
    }

    /// <summary>
    /// Which rows to join, in which order, and whose labels the joined text has. Partners come from the same language and part. A
    /// customer's wish is joined only with talk that wishes nothing; an agent's labels add up.
    /// </summary>
    private static List<(int First, int Second, int Owner)> Pairs(IReadOnlyList<PhraseRow> rows, PhraseParty party, TrainingOptions options)
    {
        var pairs = new List<(int, int, int)>();
        if (options.JoinOneIn <= 0)
        {
            return pairs;
        }

        var groups = Enumerable.Range(0, rows.Count)
            .Where(i => party is PhraseParty.Agent || rows[i].Labels[0] == CustomerLabels.Other)
            .GroupBy(i => (rows[i].Language, FoldOf(rows[i], options.Folds)))
            .ToDictionary(g => g.Key, g => g.ToArray());
        for (var i = 0; i < rows.Count; i++)
        {
            var dice = StableHash.Of(rows[i].Text + options.Seed);
            if (dice % (uint)options.JoinOneIn != 0 || !groups.TryGetValue((rows[i].Language, FoldOf(rows[i], options.Folds)), out var partners))
            {
                continue;
            }

            var partner = partners[(dice >> 8) % (uint)partners.Length];
            if (partner != i)
            {
                pairs.Add((dice >> 4 & 1) == 0 ? (i, partner, i) : (partner, i, i));
            }
        }

        return pairs;
    }
}
