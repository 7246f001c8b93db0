namespace Auditor.Findings.Text;

/// <summary>Sparse features of one text: buckets in rising order, each once, and their values.</summary>
public sealed record TextFeatures(int[] Buckets, float[] Values)
{
    /// <summary>Changes whenever the same text would give other features; models state it and refuse another.</summary>
    public const int Version = 1;

    public const int BucketBits = 18;

    // The share of each block in the text's vector; every block has length 1 before it is scaled. Measured by split-by-idea.
    private const float CharacterScale = 1f;
    private const float WordScale = 1f;
    private const float ClassScale = 0.5f;
    private const float FactScale = 0.15f;

    /// <summary>
    /// The only place where text becomes numbers beside the encoder, for training and reading alike: character n-grams of 2–5 within
    /// words, word n-grams of 1–3, the same with words replaced by their class, and a few plain facts. Buckets are stable hashes
    /// with the language mixed in, so that languages do not share a set phrase by accident.
    /// </summary>
    public static TextFeatures Of(string text, string language)
    {
        var words = SpokenText.Words(text, language);
        var classes = words.ConvertAll(WordClasses.For(language).Of);
        var all = new Dictionary<int, float>(256);
        var block = new HashSet<int>(256);
        var seed = StableHash.Add(StableHash.Start, language);

        AddCharacters(block, words, seed);
        Take(all, block, CharacterScale);
        AddWords(block, words, seed);
        Take(all, block, WordScale);
        AddClassed(block, words, classes, seed);
        Take(all, block, ClassScale);
        foreach (var fact in Facts(text, words, classes))
        {
            block.Add(Bucket(StableHash.Add(StableHash.Add(StableHash.Start, "fact"), fact)));
            block.Add(Bucket(StableHash.Add(StableHash.Add(seed, "fact"), fact)));
        }

        foreach (var bucket in block)
        {
            all[bucket] = all.GetValueOrDefault(bucket) + FactScale;
        }

        var buckets = all.Keys.ToArray();
        Array.Sort(buckets);
        return new(buckets, Array.ConvertAll(buckets, b => all[b]));
    }

    private static void AddCharacters(HashSet<int> block, List<string> words, uint seed)
    {
        var start = StableHash.Add(seed, "c");
        Span<char> padded = stackalloc char[64];
        foreach (var word in words)
        {
            var length = Math.Min(word.Length, padded.Length - 2);
            padded[0] = '_';
            word.AsSpan(0, length).CopyTo(padded[1..]);
            padded[length + 1] = '_';
            for (var i = 0; i < length + 2; i++)
            {
                var hash = start;
                for (var n = 0; n < 5 && i + n < length + 2; n++)
                {
                    hash = StableHash.Add(hash, padded[i + n]);
                    if (n >= 1)
                    {
                        block.Add(Bucket(hash));
                    }
                }
            }
        }
    }

    private static void AddWords(HashSet<int> block, List<string> words, uint seed)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var hash = StableHash.Add(seed, "w");
            for (var n = 0; n < 3 && i + n < words.Count; n++)
            {
                hash = StableHash.Add(StableHash.Add(hash, words[i + n]), ' ');
                block.Add(Bucket(hash));
            }
        }
    }

    /// <summary>Word n-grams of 2–4 in which numbers, currencies and times are only their class and a run of numbers is one.</summary>
    private static void AddClassed(HashSet<int> block, List<string> words, List<WordClass> classes, uint seed)
    {
        var tokens = new List<(string Text, bool Classed)>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var token = classes[i] switch
            {
                WordClass.Number => ("<number>", true),
                WordClass.Currency => ("<currency>", true),
                WordClass.Time => ("<time>", true),
                WordClass.Negation or WordClass.Question or WordClass.None => (words[i], false),
            };
            if (token.Item1 != "<number>" || tokens.Count == 0 || tokens[^1].Text != "<number>")
            {
                tokens.Add(token);
            }
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            var hash = StableHash.Add(seed, "k");
            var classed = false;
            for (var n = 0; n < 4 && i + n < tokens.Count; n++)
            {
                classed |= tokens[i + n].Classed;
                hash = StableHash.Add(StableHash.Add(hash, tokens[i + n].Text), ' ');
                if (classed && n >= 1)
                {
                    block.Add(Bucket(hash));
                }
            }
        }
    }

    private static IEnumerable<string> Facts(string text, List<string> words, List<WordClass> classes)
    {
        yield return "bias";
        yield return "length " + (words.Count switch { <= 2 => "2", <= 4 => "4", <= 8 => "8", <= 16 => "16", <= 32 => "32", _ => "more" });
        yield return "numbers " + Math.Min(classes.Count(c => c is WordClass.Number), 3);
        yield return "negations " + Math.Min(classes.Count(c => c is WordClass.Negation), 2);
        yield return classes.Contains(WordClass.Time) ? "time" : "no time";
        yield return text.Contains('?', StringComparison.Ordinal) || (classes.Count > 0 && classes[0] is WordClass.Question)
            ? "question" : "no question";
        var currency = classes.IndexOf(WordClass.Currency);
        if (currency >= 0)
        {
            yield return "currency";
            for (var i = Math.Max(0, currency - 2); i <= Math.Min(classes.Count - 1, currency + 2); i++)
            {
                if (classes[i] is WordClass.Number)
                {
                    yield return "amount";
                    break;
                }
            }
        }
    }

    private static void Take(Dictionary<int, float> all, HashSet<int> block, float scale)
    {
        var value = scale / MathF.Sqrt(Math.Max(1, block.Count));
        foreach (var bucket in block)
        {
            all[bucket] = all.GetValueOrDefault(bucket) + value;
        }

        block.Clear();
    }

    private static int Bucket(uint hash) => (int)(StableHash.Finish(hash) & ((1u << BucketBits) - 1));
}
