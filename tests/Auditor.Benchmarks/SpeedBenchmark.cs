using System.Diagnostics;
using System.Globalization;
using Auditor.Audio;
using Auditor.Recordings;
using Auditor.Transcripts;
using Auditor.Transcripts.Whisper;

namespace Auditor.Benchmarks;

/// <summary>Reading speed as a multiple of the calls' length, and how much of the time is not ours but the models'.</summary>
internal static class SpeedBenchmark
{
    private const int Rounds = 7;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    public static void Run()
    {
        var calls = StereoSamples();
        using var transcriber = new WhisperTranscriber(Repository.Models, new TranscriptionOptions());
        ReadAll(transcriber, calls[..1], 1);
        foreach (var workers in new[] { 1, 2 })
        {
            var modelsBefore = transcriber.ModelTime;
            var wall = ReadAll(transcriber, calls, workers);
            var length = calls.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Audio.Duration);
            var inModels = (transcriber.ModelTime - modelsBefore) / (wall * workers);
            Print($"{workers} worker(s): {calls.Length} stereo calls, {length.TotalSeconds:0} s, read in {wall.TotalSeconds:0.0} s = {length / wall:0.0} times faster than the call; inside the models {inModels:0.00} of the workers' time");
        }

        OneWindow();
    }

    private static (CallAudio Audio, string Language)[] StereoSamples()
    {
        var folder = Path.Combine(Repository.Root, "recordings-sample", "calls");
        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(f => (Repository.Read(f, ChannelMap.AgentLeft), Path.GetFileName(f)[..2]))
            .Where(c => c.Item1.Channels.Count == 2)];
    }

    private static TimeSpan ReadAll(WhisperTranscriber transcriber, (CallAudio Audio, string Language)[] calls, int workers)
    {
        var clock = Stopwatch.StartNew();
        Parallel.ForEach(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            call => _ = transcriber.Transcribe(call.Audio, call.Language, CancellationToken.None).Value);
        return clock.Elapsed;
    }

    /// <summary>The same 30 s: sound to timed words, against nothing but the encoder and as many decoder runs.</summary>
    private static void OneWindow()
    {
        var call = Repository.Read(Path.Combine(Repository.Root, "recordings-sample", "calls", "en-compliant-sale.mp3"), ChannelMap.AgentLeft);
        var sound = call.Channels[0].Samples[..MelSpectrogram.MaxSamples];
        using var graphs = new WhisperGraphs(Repository.Models, "whisper-base");
        var decoder = new WindowDecoder(graphs);
        var (whole, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var mel = MelSpectrogram.Compute(sound, MelSpectrogram.MaxFrames);
            var decoded = Decode(graphs, decoder, mel);
            _ = WordTimer.Words(decoded, graphs.Vocabulary, Window);
            whole.Add(clock.Elapsed.TotalSeconds);
            clock.Restart();
            BareRuns(graphs, mel, decoded.Tokens);
            bare.Add(clock.Elapsed.TotalSeconds);
        }

        Print($"one window of 30 s: {Median(whole):0.00} s to timed words, {Median(bare):0.00} s for the bare encoder and decoder runs = {Median(whole) / Median(bare):0.00} times (medians of {Rounds})");
    }

    private static DecodedWindow Decode(WhisperGraphs graphs, WindowDecoder decoder, float[] mel)
    {
        using var window = graphs.Encode(mel, CancellationToken.None);
        return decoder.Decode(window, Window, "en", new DecodingOptions(), CancellationToken.None);
    }

    private static void BareRuns(WhisperGraphs graphs, float[] mel, IReadOnlyList<int> tokens)
    {
        using var window = graphs.Encode(mel, CancellationToken.None);
        using var rows = graphs.StartDecoding(window, 1);
        var special = graphs.Config.Tokens;
        rows.Advance([special.StartOfTranscript, graphs.Config.Languages["en"], special.Transcribe, special.NoTimestamps], CancellationToken.None);
        foreach (var token in tokens)
        {
            rows.Advance([token], CancellationToken.None);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
