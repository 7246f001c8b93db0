using System.Text;
using Auditor.Audio;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Audio;

public sealed class WavReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<WavCoding, WavContainer, bool> Forms()
    {
        var forms = new TheoryData<WavCoding, WavContainer, bool>();
        foreach (var coding in Enum.GetValues<WavCoding>())
        {
            foreach (var container in Enum.GetValues<WavContainer>())
            {
                forms.Add(coding, container, false);
                forms.Add(coding, container, true);
            }
        }

        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_coding_in_every_container_gives_its_samples_back(WavCoding coding, WavContainer container, bool extensible)
    {
        var left = WavFile.Sine(440, 3.5, 16_000);
        var right = WavFile.Noise(1, 3.5, 16_000);
        var call = Read(new WavFile { RateHz = 16_000, Channels = [left, right], Coding = coding, Container = container, Extensible = extensible });

        Assert.Null(call.Failure);
        Assert.Empty(call.Value.Warnings);
        Assert.Equal(2, call.Value.SourceChannels);
        Assert.Equal(TimeSpan.FromSeconds(3.5), call.Value.Duration);
        var tolerance = coding switch
        {
            WavCoding.Pcm8 => 1f / 250,
            WavCoding.Pcm16 => 1f / 65_000,
            WavCoding.Pcm24 or WavCoding.Pcm32 or WavCoding.Real32 or WavCoding.Real64 => 1e-7f,
            WavCoding.ALaw or WavCoding.MuLaw => 0.02f,
        };
        AssertClose(left, call.Value.Channels[0].Samples, tolerance);
        AssertClose(right, call.Value.Channels[1].Samples, tolerance);
    }

    [Fact]
    public void The_tables_of_the_telephone_laws_have_their_standard_values()
    {
        // ITU-T G.711, tables 1a to 2b: the extremes, the smallest steps, and one in the middle.
        Assert.Equal([32_256, -32_256, 8, -8, 5_504], new[] { 0xAA, 0x2A, 0xD5, 0x55, 0x80 }.Select(code => (int)(G711.ALaw[code] * 32_768)));
        Assert.Equal([32_124, -32_124, 0, 0, 8, -8], new[] { 0x80, 0x00, 0xFF, 0x7F, 0xFE, 0x7E }.Select(code => (int)(G711.MuLaw[code] * 32_768)));
    }

    [Fact]
    public void The_form_of_the_file_is_told()
    {
        Assert.Equal("wav/mulaw 8000 Hz", Read(Call(8_000) with { Coding = WavCoding.MuLaw }).Value.Format);
        Assert.Equal("w64/pcm24 11025 Hz", Read(Call(11_025) with { Coding = WavCoding.Pcm24, Container = WavContainer.Wave64 }).Value.Format);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_chunks_of_odd_length_are_passed_over(bool padded)
    {
        var junk = ("JUNK", new byte[] { 1, 2, 3 });
        var file = Call(8_000) with { ChunksBefore = [junk, junk], ChunksBetween = [("LIST", "INFOx"u8.ToArray())], ChunksAfter = [junk], Padded = padded };

        var call = Read(file);

        Assert.Null(call.Failure);
        Assert.Equal(TimeSpan.FromSeconds(4), call.Value.Duration);
        Assert.Empty(call.Value.Warnings);
    }

    [Fact]
    public void Samples_that_stand_before_their_format_are_found()
    {
        var file = Call(8_000);
        var bytes = file.ToBytes();
        // RIFF header (12), format chunk (24), the rest: format to the end.
        byte[] turned = [.. bytes[..12], .. bytes[36..], .. bytes[12..36]];

        var call = CallFile.Read(_folder.Write("call.wav", turned));

        Assert.Equal(Read(file).Value.Channels[0].Samples, call.Value.Channels[0].Samples);
    }

    [Theory]
    [InlineData(0L, WavContainer.Riff)]
    [InlineData(0xFFFF_FFFFL, WavContainer.Riff)]
    [InlineData(0x7FFF_F000L, WavContainer.Riff)]
    [InlineData(0L, WavContainer.Rf64)]
    public void A_file_that_the_recorder_did_not_close_is_read_to_its_end(long claimed, WavContainer container)
    {
        var call = Read(Call(8_000) with { ClaimedDataBytes = claimed, Container = container });

        Assert.Equal(TimeSpan.FromSeconds(4), call.Value.Duration);
        Assert.Equal("audio.truncated", Assert.Single(call.Value.Warnings).Code);
    }

    [Fact]
    public void Truncated_samples_are_read_as_far_as_they_go_with_a_warning()
    {
        var bytes = Call(8_000).ToBytes();

        var call = CallFile.Read(_folder.Write("call.wav", bytes[..^8_001]));

        Assert.Equal(TimeSpan.FromSeconds(3.499875), call.Value.Duration);
        var warning = Assert.Single(call.Value.Warnings);
        Assert.Equal("audio.truncated", warning.Code);
        Assert.Contains("the header says 4.0 s, the file holds 3.5 s", warning.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_of_samples_in_wider_fields_are_read_by_the_width()
    {
        var bytes = (Call(8_000) with { Coding = WavCoding.Pcm32 }).ToBytes();
        bytes[34] = 24;

        Assert.Equal(0.5, CallFile.Amplitude(CallFile.Read(_folder.Write("call.wav", bytes)).Value.Channels[0].Samples, 440, 16_000), 0.01);
    }

    [Fact]
    public void Floats_that_are_no_numbers_or_too_large_are_tamed()
    {
        var samples = WavFile.Sine(440, 4, 16_000);
        (samples[100], samples[200], samples[300]) = (float.NaN, float.PositiveInfinity, -1e30f);

        var read = Read(new WavFile { RateHz = 16_000, Channels = [samples], Coding = WavCoding.Real32 }).Value.Channels[0].Samples;

        Assert.Equal([0, 1, -1], [read[100], read[200], read[300]]);
    }

    [Fact]
    public void An_empty_file_is_a_failure() => AssertFailure("audio.empty", "", []);

    [Theory]
    [InlineData("Dear customer, this is a text.\nWith two lines.")]
    [InlineData("{\"call\": \"Ewa Wrońska\"}")]
    [InlineData("x")]
    public void A_text_with_the_name_of_a_recording_is_a_failure(string text) =>
        AssertFailure("audio.not-audio", "text", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_header_that_stops_short_is_reported_with_its_place()
    {
        var bytes = Call(8_000).ToBytes();

        AssertFailure("audio.damaged-header", "7 bytes", bytes[..7]);
        AssertFailure("audio.damaged-header", "byte 12", bytes[..12]);
        AssertFailure("audio.damaged-header", "byte 12", bytes[..22]);
        AssertFailure("audio.no-samples", "byte 36", bytes[..36]);
        AssertFailure("audio.no-samples", "byte 44", bytes[..44]);
        AssertFailure("audio.no-samples", "byte 44", bytes[..45]);
    }

    [Fact]
    public void A_closed_file_without_samples_is_a_failure_even_when_a_chunk_follows()
    {
        var file = new WavFile { RateHz = 8_000, Channels = [[]], ChunksAfter = [("LIST", new byte[40_000])] };

        AssertFailure("audio.no-samples", "0 bytes", file.ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65_535)]
    public void No_channel_or_too_many_are_a_failure(int channels) =>
        AssertFailure("audio.channels", $"{channels} channels at byte 22", (Call(8_000) with { ClaimedChannels = channels }).ToBytes());

    [Theory]
    [InlineData(0u)]
    [InlineData(3_999u)]
    [InlineData(384_001u)]
    [InlineData(4_294_967_295u)]
    public void An_impossible_rate_is_a_failure(uint rateHz) =>
        AssertFailure("audio.rate", $"{rateHz} Hz at byte 24", (Call(8_000) with { ClaimedRateHz = rateHz }).ToBytes());

    [Fact]
    public void A_format_without_any_width_is_a_failure()
    {
        var bytes = Call(8_000).ToBytes();
        bytes.AsSpan(32, 4).Clear();

        AssertFailure("audio.damaged-header", "byte 32", bytes);
    }

    [Fact]
    public void A_short_recording_is_a_failure_with_both_lengths() =>
        AssertFailure(
            "audio.too-short",
            "1.2 s of audio, 3.0 s needed",
            new WavFile { RateHz = 8_000, Channels = [WavFile.Sine(440, 1.2, 8_000)] }.ToBytes());

    [Fact]
    public void A_long_recording_is_a_failure_before_it_is_read()
    {
        var limits = new AudioLimits { MaxDuration = TimeSpan.FromSeconds(3.9) };
        _folder.Write("call.wav", Call(8_000).ToBytes());

        Assert.Equal("audio.too-long", CallFile.Read(_folder["call.wav"], options: new AudioOptions { Limits = limits }).Failure?.Code);
    }

    [Fact]
    public void More_memory_than_allowed_is_a_failure()
    {
        var limits = new AudioLimits { MaxMemoryBytes = 200_000 };
        _folder.Write("call.wav", Call(8_000).ToBytes());

        Assert.Equal("audio.too-large", CallFile.Read(_folder["call.wav"], options: new AudioOptions { Limits = limits }).Failure?.Code);
    }

    [Theory]
    [InlineData(0f, 0f, WavCoding.Pcm16)]
    [InlineData(0f, 0f, WavCoding.ALaw)]
    [InlineData(0.25f, 0f, WavCoding.Pcm16)]
    [InlineData(0f, 0.0002f, WavCoding.Pcm16)]
    public void Silence_is_a_failure_whatever_its_coding(float offset, float noise, WavCoding coding)
    {
        var samples = WavFile.Noise(3, 5, 8_000, noise).Select(sample => sample + offset).ToArray();

        AssertFailure("audio.silent", "5.0 s of silence", new WavFile { RateHz = 8_000, Channels = [samples, samples], Coding = coding }.ToBytes());
    }

    [Fact]
    public void One_word_in_silence_is_not_silence()
    {
        float[] samples = [.. WavFile.Silence(2, 8_000), .. WavFile.Sine(300, 0.2, 8_000, 0.01), .. WavFile.Silence(2, 8_000)];

        Assert.Null(Read(new WavFile { RateHz = 8_000, Channels = [samples] }).Failure);
    }

    [Fact]
    public void Files_of_bare_samples_are_read_by_their_extension()
    {
        var bytes = (Call(8_000) with { Coding = WavCoding.MuLaw }).ToBytes();

        var call = CallFile.Read(_folder.Write("call.ulaw", bytes[44..]));

        Assert.Equal("raw/mulaw 8000 Hz", call.Value.Format);
        Assert.Equal(TimeSpan.FromSeconds(4), call.Value.Duration);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_failure() =>
        Assert.Equal(
            "audio.unreadable",
            CallAudioReader.Read(
                new Recording("id", _folder["gone.wav"], "gone.wav", 1, CallFacts.None),
                new AudioOptions(),
                TestContext.Current.CancellationToken).Failure?.Code);

    [Fact]
    public void A_stop_is_heard()
    {
        _folder.Write("call.wav", Call(8_000).ToBytes());

        Assert.ThrowsAny<OperationCanceledException>(
            () => CallFile.ReadUntil(_folder["call.wav"], ChannelMap.Unknown, new AudioOptions(), new CancellationToken(canceled: true)));
    }

    private static WavFile Call(int rateHz) => new() { RateHz = rateHz, Channels = [WavFile.Sine(440, 4, rateHz)] };

    private Result<CallAudio> Read(WavFile file) => CallFile.Read(_folder.Write("call.wav", file.ToBytes()));

    private void AssertFailure(string code, string inDetail, byte[] bytes)
    {
        var failure = CallFile.Read(_folder.Write("call.wav", bytes)).Failure;

        Assert.Equal(code, failure?.Code);
        Assert.Contains(inDetail, failure!.Detail, StringComparison.Ordinal);
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() <= tolerance);
    }
}
