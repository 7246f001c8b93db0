using System.Diagnostics;
using System.Text.Json;
using Auditor.Audio;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Audio;

public sealed class FfmpegTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_sample_calls_are_decoded_with_their_length_and_their_parties()
    {
        SkipWithoutFfmpeg();
        var durations = File.ReadLines(Path.Combine(SampleCalls.Folder, "expected.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(call => call.GetProperty("file").GetString()!, call => call.GetProperty("durationMs").GetDouble());
        var token = TestContext.Current.CancellationToken;

        var calls = RecordingIntake.Collect([SampleCalls.Folder], new IntakeOptions(), token).Recordings;

        Assert.Equal(16, calls.Count);
        foreach (var recording in calls)
        {
            var call = CallAudioReader.Read(recording, new AudioOptions(), token);

            Assert.Null(call.Failure);
            Assert.Empty(call.Value.Warnings);
            Assert.InRange(call.Value.Duration.TotalMilliseconds - durations[Path.GetFileName(recording.Path)], -150, 150);
            Assert.Equal(
                recording.Facts.Channels == ChannelMap.Mono ? [Party.Unknown] : [Party.Agent, Party.Customer],
                call.Value.Channels.Select(channel => channel.Party));
            Assert.All(call.Value.Channels, channel => Assert.InRange(CallFile.Rms(channel.Samples), 0.005, 0.5));
            Assert.All(call.Value.Channels, channel => Assert.Equal(call.Value.Duration.TotalSeconds, channel.Duration.TotalSeconds, 0.001));
        }
    }

    [Theory]
    [InlineData("mp3", "libmp3lame", 0.04)]
    [InlineData("flac", "flac", 0.0001)]
    [InlineData("ogg", "libopus", 0.02)]
    [InlineData("m4a", "aac", 0.02)]
    [InlineData("mka", "pcm_s16le", 0.0001)]
    [InlineData("au", "pcm_s16be", 0.0001)]
    [InlineData("g722", "g722", 0.02)]
    [InlineData("wma", "wmav2", 0.05)]
    [InlineData("webm", "libopus", 0.02)]
    [InlineData("mp4", "aac", 0.02)]
    public void Other_formats_keep_the_tone(string extension, string codec, double tolerance)
    {
        SkipWithoutFfmpeg();
        var source = _folder.Write("source.wav", new WavFile { RateHz = 16_000, Channels = [WavFile.Sine(500, 4, 16_000)] }.ToBytes());
        var path = _folder["call." + extension];
        Encode("-i", source, "-c:a", codec, path);

        var call = CallFile.Read(path);

        Assert.Null(call.Failure);
        Assert.Equal(4, call.Value.Duration.TotalSeconds, 0.15);
        Assert.StartsWith(extension + " ", call.Value.Format, StringComparison.Ordinal);
        Assert.Equal(0.5, CallFile.Amplitude(call.Value.Channels[0].Samples.AsSpan(16_000, 32_000), 500, 16_000), tolerance);
    }

    [Theory]
    [InlineData("adpcm_ima_wav", "wav/adpcm-ima 8000 Hz")]
    [InlineData("adpcm_ms", "wav/adpcm-ms 8000 Hz")]
    public void Compressed_codings_inside_wav_go_to_ffmpeg(string codec, string format)
    {
        SkipWithoutFfmpeg();
        var source = _folder.Write("source.wav", new WavFile { RateHz = 8_000, Channels = [WavFile.Sine(500, 4, 8_000)] }.ToBytes());
        Encode("-i", source, "-c:a", codec, _folder["call.wav"]);

        Assert.Equal(format, CallFile.Read(_folder["call.wav"]).Value.Format);
    }

    [Theory]
    [InlineData("-y.mp3")]
    [InlineData("concat:a|b.mp3")]
    [InlineData("a b'c\"d$(e)%d.mp3")]
    [InlineData("http:x.mp3")]
    public void A_name_is_only_a_name(string name)
    {
        SkipWithoutFfmpeg();
        File.Copy(Path.Combine(SampleCalls.Folder, "calls", "en-compliant-sale.mp3"), _folder[name]);
        var before = Environment.CurrentDirectory;

        Assert.Null(CallFile.Read(_folder[name]).Failure);
        Assert.Equal(before, Environment.CurrentDirectory);
    }

    [Fact]
    public void Nine_channels_and_a_limit_hold_behind_ffmpeg_too()
    {
        SkipWithoutFfmpeg();
        var source = _folder.Write("source.wav", new WavFile { RateHz = 8_000, Channels = [WavFile.Sine(500, 4, 8_000), WavFile.Noise(1, 4, 8_000)] }.ToBytes());
        Encode("-i", source, _folder["call.flac"]);

        Assert.Equal("audio.channels", CallFile.Read(_folder["call.flac"], options: new AudioOptions { Limits = new AudioLimits { MaxChannels = 1 } }).Failure?.Code);
        Assert.Equal("audio.too-long", CallFile.Read(_folder["call.flac"], options: new AudioOptions { Limits = new AudioLimits { MaxDuration = TimeSpan.FromSeconds(2) } }).Failure?.Code);
        Assert.Equal("audio.too-large", CallFile.Read(_folder["call.flac"], options: new AudioOptions { Limits = new AudioLimits { MaxMemoryBytes = 100_000 } }).Failure?.Code);
    }

    [Theory]
    [InlineData("call.mp3")]
    [InlineData("call.wav")]
    [InlineData("call.bin")]
    public void Bytes_without_any_format_are_not_audio(string name)
    {
        SkipWithoutFfmpeg();
        var noise = new byte[50_000];
        new Random(2).NextBytes(noise);

        Assert.Equal("audio.not-audio", CallFile.Read(_folder.Write(name, new byte[50_000])).Failure?.Code);
        Assert.Equal("audio.not-audio", CallFile.Read(_folder.Write(name, noise)).Failure?.Code);
    }

    [Fact]
    public void A_video_without_sound_has_no_samples()
    {
        SkipWithoutFfmpeg();
        Encode("-f", "lavfi", "-i", "color=black:s=64x64:d=4", "-c:v", "mpeg4", _folder["call.mp4"]);

        Assert.Equal("audio.no-samples", CallFile.Read(_folder["call.mp4"]).Failure?.Code);
    }

    [Fact]
    public void A_playlist_does_not_open_other_files()
    {
        SkipWithoutFfmpeg();
        File.Copy(Path.Combine(SampleCalls.Folder, "calls", "en-compliant-sale.mp3"), _folder["other.mp3"]);
        // A control character, so that it is not refused as plain text before ffmpeg sees it.
        var list = _folder.Write("call.mp3", "ffconcat version 1.0\nfile other.mp3\n\u0001");

        Assert.Equal("audio.not-audio", CallFile.Read(list).Failure?.Code);
    }

    [Fact]
    public void A_damaged_recording_is_read_with_a_warning_or_refused()
    {
        SkipWithoutFfmpeg();
        var bytes = File.ReadAllBytes(Path.Combine(SampleCalls.Folder, "calls", "ru-compliant-sale.ogg"));
        new Random(4).NextBytes(bytes.AsSpan(100_000, 20_000));

        var call = CallFile.Read(_folder.Write("call.ogg", bytes));

        Assert.True(call.Failure is not null || call.Value.Warnings.Any(warning => warning.Code == "audio.damaged"));
    }

    [Fact]
    public void Without_ffmpeg_the_failure_says_how_to_install_it_and_wav_still_works()
    {
        var options = new AudioOptions { Ffmpeg = new FfmpegOptions { Path = _folder["no-such-program"] } };
        var mp3 = CallFile.Read(Path.Combine(SampleCalls.Folder, "calls", "en-compliant-sale.mp3"), options: options);
        var wav = CallFile.Read(Path.Combine(SampleCalls.Folder, "calls", "en-missed-opt-out.wav"), options: options);

        Assert.Equal("audio.decoder-missing", mp3.Failure?.Code);
        Assert.Contains("apt-get install ffmpeg", mp3.Failure!.Detail, StringComparison.Ordinal);
        Assert.Null(wav.Failure);
    }

    [Theory]
    [InlineData("echo \"$0: bad things in $9 and call.mp3\" >&2; exit 3", "code 3")]
    [InlineData("kill -9 $$", "code 137")]
    public void A_decoder_that_dies_is_a_failure_without_the_files_name(string script, string inDetail)
    {
        var failure = WithScript(script, TimeSpan.FromSeconds(20)).Failure;

        Assert.Equal("audio.decoder-failed", failure?.Code);
        Assert.Contains(inDetail, failure!.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("call.mp3", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_that_dies_in_the_middle_is_a_failure_although_samples_came()
    {
        var part = _folder.Write("part.wav", new WavFile { RateHz = 16_000, Channels = [WavFile.Sine(500, 4, 16_000)], Coding = WavCoding.Real32 }.ToBytes());

        Assert.Equal("audio.decoder-failed", WithScript($"cat '{part}'; kill -9 $$", TimeSpan.FromSeconds(20)).Failure?.Code);
    }

    [Theory]
    [InlineData("sleep 600")]
    [InlineData("printf RIFF; (setsid sleep 20 &); sleep 600")]
    [InlineData("while :; do echo noise >&2; done")]
    public void A_decoder_that_hangs_is_stopped_at_the_limit(string script)
    {
        var watch = Stopwatch.StartNew();

        var failure = WithScript(script, TimeSpan.FromSeconds(1)).Failure;

        Assert.Equal("audio.decoder-timeout", failure?.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
    }

    [Fact]
    public void The_children_of_a_decoder_end_with_it()
    {
        var pid = _folder["pid"];

        WithScript($"sleep 600 & echo $! > '{pid}'; wait", TimeSpan.FromSeconds(1));

        Assert.True(HasEnded(File.ReadAllText(pid).Trim()));
    }

    [Fact]
    public void A_decoder_that_never_stops_writing_is_stopped_at_the_limit()
    {
        var part = _folder.Write("part.wav", new WavFile { RateHz = 16_000, Channels = [WavFile.Sine(500, 4, 16_000)], Coding = WavCoding.Real32, ClaimedDataBytes = uint.MaxValue }.ToBytes());
        var limits = new AudioLimits { MaxDuration = TimeSpan.FromSeconds(60) };

        Assert.Equal("audio.too-long", WithScript($"cat '{part}'; cat /dev/zero", TimeSpan.FromSeconds(60), limits).Failure?.Code);
    }

    [Fact]
    public void A_stop_ends_the_decoder()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        Assert.ThrowsAny<OperationCanceledException>(() => WithScriptUntil("sleep 600", TimeSpan.FromMinutes(5), new AudioLimits(), stop.Token));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
    }

    /// <summary>Gone, or waiting to be buried by a system that never does.</summary>
    private static bool HasEnded(string pid)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (!File.Exists($"/proc/{pid}/stat") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal))
            {
                return true;
            }

            Thread.Sleep(50);
        }

        return false;
    }

    private Result<CallAudio> WithScript(string script, TimeSpan limit, AudioLimits? limits = null) =>
        WithScriptUntil(script, limit, limits ?? new AudioLimits(), TestContext.Current.CancellationToken);

    private Result<CallAudio> WithScriptUntil(string script, TimeSpan limit, AudioLimits limits, CancellationToken token)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "shell scripts stand in for ffmpeg");
        var program = _folder.Write("fake-ffmpeg", "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var options = new AudioOptions { Limits = limits, Ffmpeg = new FfmpegOptions { Path = program, TimeLimit = limit } };
        return CallFile.ReadUntil(_folder.Write("call.mp3", [0xFF, 0xFB, 0x90, 0]), ChannelMap.Unknown, options, token);
    }

    private static void SkipWithoutFfmpeg()
    {
        var installed = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));
        Assert.SkipUnless(installed, "ffmpeg is not installed");
    }

    private static void Encode(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]))!;
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "this ffmpeg does not write " + arguments[^2]);
    }
}
