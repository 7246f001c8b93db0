using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Audio;
using Auditor.Recordings;
using Auditor.Transcripts;
using Auditor.Transcripts.Whisper;

namespace Auditor.Benchmarks;

/// <summary>Word error a voice on real telephone-band speech, each voice's utterances joined with pauses as one channel of a call.</summary>
internal static partial class WordErrorBenchmark
{
    private const int PauseSamples = 12_000;

    public static void Run()
    {
        var table = Path.Combine(Repository.Speech, "transcripts.tsv");
        if (!File.Exists(table))
        {
            Console.WriteLine($"skipped: {table} is not on this machine (real speech for benchmarks only, not part of the repository)");
            return;
        }

        var voices = File.ReadLines(table).Skip(1).Select(l => l.Split('\t')).GroupBy(r => (Voice: r[2], Language: r[1]))
            .Select(g => new VoiceSet(g.Key.Voice, g.Key.Language, Words(string.Join(' ', g.Select(r => r[3]))), Join(g.Select(r => r[0])))).ToList();
        Console.WriteLine("voice\tlanguage\twords\tseconds\tbeams\ttimestamps\tword error %\tlow-confidence utterances");
        foreach (var (beams, timestamps) in new[] { (1, TimestampTokens.Off), (5, TimestampTokens.Off), (1, TimestampTokens.On) })
        {
            Measure(voices, beams, timestamps);
        }
    }

    private static void Measure(List<VoiceSet> voices, int beams, TimestampTokens timestamps)
    {
        var options = new TranscriptionOptions { Beams = voices.Select(v => v.Language).Distinct().ToDictionary(l => l, _ => beams), Timestamps = timestamps };
        using var transcriber = new WhisperTranscriber(Repository.Models, options);
        foreach (var voice in voices)
        {
            var transcript = transcriber.Transcribe(voice.Audio, voice.Language, CancellationToken.None).Value;
            var heard = Words(string.Join(' ', transcript.Utterances.Select(u => u.Text)));
            var error = 100.0 * Distance(voice.Said, heard) / voice.Said.Length;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{voice.Voice}\t{voice.Language}\t{voice.Said.Length}\t{voice.Audio.Duration.TotalSeconds:0}\t{beams}\t{timestamps}\t{error:0.0}\t{transcript.Utterances.Count(u => u.LowConfidence)}"));
        }
    }

    private static CallAudio Join(IEnumerable<string> files)
    {
        var samples = new List<float>();
        foreach (var file in files)
        {
            samples.AddRange(new float[PauseSamples]);
            samples.AddRange(Repository.Read(Path.Combine(Repository.Speech, file), ChannelMap.Mono).Channels[0].Samples);
        }

        samples.AddRange(new float[PauseSamples]);
        var channel = new ChannelAudio(0, Party.Unknown, [.. samples]);
        return new CallAudio([channel], channel.Duration, 1, "joined");
    }

    private static string[] Words(string text) =>
        NotWord().Replace(text.ToLowerInvariant(), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Levenshtein's distance over words.</summary>
    private static int Distance(string[] said, string[] heard)
    {
        var row = Enumerable.Range(0, heard.Length + 1).ToArray();
        for (var i = 1; i <= said.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= heard.Length; j++)
            {
                var substituted = diagonal + (said[i - 1] == heard[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[heard.Length];
    }

    [GeneratedRegex(@"[^\p{L}\p{N}' ]")]
    private static partial Regex NotWord();

    private sealed record VoiceSet(string Voice, string Language, string[] Said, CallAudio Audio);
}
