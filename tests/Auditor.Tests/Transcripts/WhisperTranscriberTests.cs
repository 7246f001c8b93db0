using System.Text.Json;
using Auditor.Audio;
using Auditor.Recordings;
using Auditor.Transcripts;
using Auditor.Transcripts.Whisper;
using Xunit;

namespace Auditor.Tests.Transcripts;

/// <summary>Real Whisper on the real sample calls.</summary>
public sealed class WhisperTranscriberTests : IClassFixture<WhisperTranscriberTests.Engine>
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);
    private readonly WhisperTranscriber _transcriber;

    public WhisperTranscriberTests(Engine engine) => _transcriber = engine.Transcriber;

    [Theory]
    [InlineData("en-missed-opt-out.wav")]
    [InlineData("pl-missed-opt-out.wav")]
    [InlineData("ru-trap-after-six.wav")]
    public void Words_start_within_half_a_second_of_where_they_were_spoken(string file)
    {
        var transcript = Transcribe(SampleCalls.Read(file), file[..2]);
        var turns = SampleCalls.Turns(file);
        var words = transcript.Utterances.SelectMany(u => u.Words.Select(w => (u.Party, w.Time.Start))).ToList();

        var inTheirTurn = words.Count(w => turns.Any(t =>
            t.Speaker == w.Party && w.Start >= t.Time.Start - HalfASecond && w.Start <= t.Time.End + HalfASecond));
        var turnsThatStartOnTime = turns.Count(t => words.Any(w => w.Party == t.Speaker && (w.Start - t.Time.Start).Duration() < HalfASecond));

        Assert.True(words.Count > 80);
        Assert.InRange((double)inTheirTurn / words.Count, 0.95, 1);
        Assert.InRange((double)turnsThatStartOnTime / turns.Count, 0.95, 1);
    }

    [Fact]
    public void Times_and_words_of_an_utterance_are_in_order_and_inside_the_call()
    {
        var audio = SampleCalls.Read("en-missed-opt-out.wav");
        var transcript = Transcribe(audio, "en");

        Assert.All(transcript.Utterances, u =>
        {
            Assert.Equal(u.Words.OrderBy(w => w.Time.Start), u.Words);
            Assert.All(u.Words, w => Assert.True(w.Time.Start >= TimeSpan.Zero && w.Time.End <= audio.Duration && w.Time.Start <= w.Time.End));
            Assert.All(u.Words, w => Assert.InRange(w.Probability, 0, 1));
            Assert.Equal(string.Join(' ', u.Words.Select(w => w.Text)), u.Text);
        });
    }

    [Fact]
    public void Side_by_side_and_again_the_bytes_are_the_same()
    {
        var call = SampleCalls.Read("ru-missed-opt-out.wav");
        var other = SampleCalls.Read("en-trap-prize.wav");
        var alone = JsonSerializer.Serialize(Transcribe(call, "ru"));
        var results = new string[2];

        Parallel.Invoke(
            () => results[0] = JsonSerializer.Serialize(Transcribe(call, "ru")),
            () => results[1] = JsonSerializer.Serialize(Transcribe(other, "en")));

        Assert.Equal(alone, results[0]);
        Assert.NotEqual(alone, results[1]);
    }

    [Theory]
    [InlineData("ru-trap-callback.wav", "ru")]
    [InlineData("hu-missed-opt-out.wav", "hu")]
    public void The_language_is_detected_once_for_the_whole_call(string file, string language)
    {
        var transcript = Transcribe(SampleCalls.Read(file), null);

        Assert.Equal(language, transcript.Language);
        Assert.InRange(transcript.LanguageProbability, 0.7f, 1f);
    }

    [Fact]
    public void The_second_look_hears_the_opt_out_again()
    {
        var audio = SampleCalls.Read("en-missed-opt-out.wav");
        var optOut = SampleCalls.Turns("en-missed-opt-out.wav")[3].Time.Widen(TimeSpan.FromSeconds(2), audio.Duration);

        var heard = _transcriber.Relisten(audio, 1, optOut, "en", TestContext.Current.CancellationToken);

        Assert.Contains("off your list", string.Join(' ', heard.Select(u => u.Text)), StringComparison.OrdinalIgnoreCase);
        Assert.All(heard, u => Assert.True(u.Time.Overlaps(optOut)));
    }

    [Fact]
    public void Silence_noise_and_ring_back_are_no_speech()
    {
        var random = new Random(7);
        var ringBack = Sound(20, t => t % 5 < 1 ? 0.3 * Math.Sin(2 * Math.PI * 425 * t) : 0);
        var noise = Sound(20, _ => (random.NextDouble() - 0.5) * 0.05);

        foreach (var sound in new[] { new float[20 * ChannelAudio.SampleRateHz], ringBack, noise })
        {
            var result = _transcriber.Transcribe(Mono(sound), "en", TestContext.Current.CancellationToken);
            Assert.Equal(FailureCodes.SpeechNone, result.Failure?.Code);
        }
    }

    [Fact]
    public void An_unknown_language_is_refused_with_its_code()
    {
        var result = _transcriber.Transcribe(SampleCalls.Read("en-trap-prize.wav"), "xx", TestContext.Current.CancellationToken);

        Assert.Equal(FailureCodes.SpeechLanguage, result.Failure?.Code);
    }

    [Fact]
    public void A_stop_ends_the_model_run()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => _transcriber.Transcribe(SampleCalls.Read("pl-compliant-sale.wav"), "pl", stop.Token));
    }

    [Fact]
    public void The_fingerprint_names_the_models_and_changes_with_the_options()
    {
        var usual = WhisperTranscriber.FingerprintOf(ModelsOnDisk.Folder, new TranscriptionOptions());
        var guardsOff = WhisperTranscriber.FingerprintOf(
            ModelsOnDisk.Folder, new TranscriptionOptions { Guards = new GuardOptions { Off = [GuardNames.Tone] } });

        Assert.Equal(_transcriber.Fingerprint, usual);
        Assert.Contains(ModelsOnDisk.Folder.Sha256Of("whisper-base/encoder.onnx"), usual, StringComparison.Ordinal);
        Assert.NotEqual(usual, guardsOff);
    }

    private Transcript Transcribe(CallAudio audio, string? language) =>
        _transcriber.Transcribe(audio, language, TestContext.Current.CancellationToken).Value;

    private static CallAudio Mono(float[] samples) =>
        new([new ChannelAudio(0, Party.Unknown, samples)], TimeSpan.FromSeconds((double)samples.Length / ChannelAudio.SampleRateHz), 1, "made here");

    private static float[] Sound(int seconds, Func<double, double> wave) =>
        [.. Enumerable.Range(0, seconds * ChannelAudio.SampleRateHz).Select(i => (float)wave((double)i / ChannelAudio.SampleRateHz))];

    /// <summary>One engine for all tests of the class.</summary>
    public sealed class Engine : IDisposable
    {
        public WhisperTranscriber Transcriber { get; } = new(ModelsOnDisk.Folder, new TranscriptionOptions());

        public void Dispose() => Transcriber.Dispose();
    }
}
