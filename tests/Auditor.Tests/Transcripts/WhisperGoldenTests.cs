using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Auditor.Transcripts.Whisper;
using Xunit;

namespace Auditor.Tests.Transcripts;

/// <summary>Holds our Whisper to the values that the models' makers computed (models/whisper-base/golden.json).</summary>
public sealed class WhisperGoldenTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(ModelsOnDisk.Folder.PathOf("whisper-base/golden.json"))).RootElement;

    private static readonly float[] Samples = ReadGoldenWav();

    [Fact]
    public void The_mel_spectrogram_holds_the_golden_values()
    {
        var mel = MelSpectrogram.Compute(Samples, MelSpectrogram.MaxFrames);

        foreach (var point in Golden.GetProperty("mel").EnumerateObject().Where(p => p.Name.Contains(',')))
        {
            var at = point.Name.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(point.Value.GetSingle(), mel[(at[0] * MelSpectrogram.MaxFrames) + at[1]], 1e-4f);
        }

        Assert.Equal(Golden.GetProperty("mel").GetProperty("mean").GetSingle(), mel.Average(), 1e-4f);
        Assert.Equal(Golden.GetProperty("mel").GetProperty("max").GetSingle(), mel.Max(), 1e-4f);
    }

    [Fact]
    public void Fewer_frames_give_the_same_values_as_the_whole_window()
    {
        var whole = MelSpectrogram.Compute(Samples, MelSpectrogram.MaxFrames);
        var cut = MelSpectrogram.Compute(Samples, 900);

        for (var band = 0; band < MelSpectrogram.Bands; band++)
        {
            Assert.Equal(whole.AsSpan(band * MelSpectrogram.MaxFrames, 900), cut.AsSpan(band * 900, 900));
        }
    }

    [Fact]
    public void The_encoder_holds_the_golden_values()
    {
        using var window = Encode();

        var expected = Golden.GetProperty("crossKey0").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        var found = window.Cross[0].Data[..expected.Length].ToArray();
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.02f));
    }

    [Fact]
    public void Greedy_decoding_writes_the_golden_text()
    {
        var decoded = Decode(new DecodingOptions());

        Assert.Equal(Golden.GetProperty("text").GetString(), TextOf(decoded));
        Assert.True(decoded.Complete);
        Assert.InRange(decoded.NoSpeechProbability, 0, 0.3f);
        Assert.Equal(decoded.Tokens.Count + 1, decoded.Attention.Count);
    }

    [Fact]
    public void Beams_find_words_at_least_as_likely_as_greedy_decoding_does()
    {
        var greedy = Decode(new DecodingOptions());
        var beams = Decode(new DecodingOptions { Beams = 5 });

        Assert.StartsWith("Good afternoon, this is Claire Bennett calling from Harbor Broadband", TextOf(beams), StringComparison.Ordinal);
        Assert.True(beams.MeanLogProbability >= greedy.MeanLogProbability - 0.02f);
    }

    [Fact]
    public void Timestamp_tokens_come_in_rising_pairs_around_the_same_words()
    {
        var decoded = Decode(new DecodingOptions { Timestamps = TimestampTokens.On });

        var stamps = decoded.Tokens.Where(t => t >= ModelsOnDisk.Whisper.Config.Tokens.FirstTimestamp).ToList();
        Assert.Equal(0, stamps.Count % 2);
        Assert.Equal(stamps.Order(), stamps);
        Assert.StartsWith("Good afternoon, this is Claire Bennett", TextOf(decoded), StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_is_found()
    {
        using var window = Encode();
        var languages = new WindowDecoder(ModelsOnDisk.Whisper).Languages(window, TestContext.Current.CancellationToken);

        Assert.Equal("en", languages.MaxBy(l => l.Value).Key);
        Assert.Equal(1, languages.Values.Sum(), 1e-3f);
    }

    private static DecodedWindow Decode(DecodingOptions options)
    {
        using var window = Encode();
        return new WindowDecoder(ModelsOnDisk.Whisper).Decode(
            window, TimeSpan.FromSeconds(8), "en", options, TestContext.Current.CancellationToken);
    }

    private static string TextOf(DecodedWindow decoded) => ModelsOnDisk.Whisper.Vocabulary.TextOf(decoded.Tokens).Trim();

    private static EncodedWindow Encode() => ModelsOnDisk.Whisper.Encode(
        MelSpectrogram.Compute(Samples, MelSpectrogram.MaxFrames), TestContext.Current.CancellationToken);

    private static float[] ReadGoldenWav()
    {
        var file = File.ReadAllBytes(ModelsOnDisk.Folder.PathOf("whisper-base/golden.wav"));
        var bytes = file[(file.AsSpan().IndexOf("data"u8) + 8)..];
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) / 32768f)];
    }
}
