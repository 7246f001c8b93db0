using System.Text.Json;
using Auditor.Findings;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class SentencePiecesTests
{
    private static readonly string Folder = ModelsOnDisk.Folder.PathOf("sentence-encoder");
    private static readonly SentencePieces Pieces = SentencePieces.Load(Path.Combine(Folder, "vocab.tsv"));

    private static List<JsonElement> Golden =>
        [.. File.ReadLines(Path.Combine(Folder, "golden.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];

    [Fact]
    public void Golden_texts_get_the_ids_that_the_encoder_was_trained_with()
    {
        var texts = Golden.Where(g => g.TryGetProperty("ids", out _)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, g => Assert.Equal(
            g.GetProperty("ids").EnumerateArray().Select(i => i.GetInt64()), Pieces.Encode(g.GetProperty("text").GetString()!)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n ")]
    public void A_text_without_a_sign_is_begin_unknown_end(string text) => Assert.Equal([1, 0, 2], Pieces.Encode(text));

    [Fact]
    public void A_pair_of_surrogates_that_no_piece_covers_is_one_unknown()
    {
        var ids = Pieces.Encode("\U0002A6D6");

        Assert.Equal(1, ids.Count(id => id == SentencePieces.UnknownId));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_stop_the_reading() => Assert.NotEmpty(Pieces.Encode("ok \uD83D"));

    [Fact]
    public void A_damaged_vocabulary_is_reported_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("vocab.tsv", "<unk>\t0\n<s>\t0\n</s>\t0\na\tnot a number\n");

        var fault = Assert.Throws<InvalidDataException>(() => SentencePieces.Load(path));

        Assert.Contains("line 4", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Golden_embeddings_and_cosines_hold()
    {
        var encoder = Spoken.Classifiers.Encoder;
        var token = TestContext.Current.CancellationToken;
        foreach (var line in Golden)
        {
            if (line.TryGetProperty("embedding_first_16", out var first))
            {
                var embedding = encoder.Embed(line.GetProperty("text").GetString()!, token);
                Assert.Equal(SentenceEncoder.Size, embedding.Length);
                Assert.All(first.EnumerateArray().Select((e, i) => (e, i)), x => Assert.Equal(x.e.GetSingle(), embedding[x.i], 1e-3f));
            }

            if (line.TryGetProperty("cosine", out var cosine))
            {
                var (a, b) = (encoder.Embed(line.GetProperty("a").GetString()!, token), encoder.Embed(line.GetProperty("b").GetString()!, token));
                Assert.Equal(cosine.GetSingle(), a.Zip(b, (x, y) => x * y).Sum(), 1e-3f);
            }
        }
    }
}
