using System.Globalization;
using System.Text.Json;
using Auditor.Audio;
using Auditor.Models;
using Auditor.Recordings;
using Auditor.Transcripts.Voice;

namespace Auditor.Transcripts.Whisper;

/// <summary>
/// Whisper in ONNX Runtime behind <see cref="ITranscriber"/>: voice activity a channel, packing, decoding, mapping back, guards. One
/// instance serves all workers.
/// </summary>
public sealed class WhisperTranscriber : ITranscriber, IDisposable
{
    private readonly TranscriptionOptions _options;
    private readonly WhisperGraphs _graphs;
    private readonly VoiceActivity _voice;
    private readonly WindowReader _reader;

    public WhisperTranscriber(ModelFolder models, TranscriptionOptions options)
    {
        _options = options;
        _graphs = new WhisperGraphs(models, options.Model);
        _voice = new VoiceActivity(models);
        _reader = new WindowReader(_graphs, options);
        Fingerprint = FingerprintOf(models, options);
    }

    public string Fingerprint { get; }

    /// <summary>Time spent inside the models so far, summed over all threads.</summary>
    public TimeSpan ModelTime => _graphs.RunTime + _voice.RunTime;

    /// <summary>The fingerprint without loading a model.</summary>
    public static string FingerprintOf(ModelFolder models, TranscriptionOptions options)
    {
        var files = models.Files
            .Where(f => f.Path.StartsWith(options.Model + "/", StringComparison.Ordinal) || f.Path.StartsWith("vad/", StringComparison.Ordinal))
            .Select(f => $"{f.Path}={f.Sha256}");
        return string.Join('\n', [.. files, JsonSerializer.Serialize(options)]);
    }

    public Result<Transcript> Transcribe(CallAudio audio, string? language, CancellationToken token)
    {
        var channels = audio.Channels.Select(c => Listen(c, token)).ToList();
        if (channels.All(c => c.Windows.Count == 0))
        {
            return new Failure(
                FailureCodes.SpeechNone,
                string.Create(CultureInfo.InvariantCulture, $"no speech found in {audio.Duration.TotalSeconds:0.0} s of sound"));
        }

        if (language is not null && !_graphs.Config.Languages.ContainsKey(language))
        {
            return new Failure(FailureCodes.SpeechLanguage, $"the recogniser does not know the language '{language}'; it takes ISO 639-1 codes such as en or pl");
        }

        var (found, probability) = language is null ? DetectLanguage(channels, token) : (language, 1f);
        var heard = channels.Select(c => _reader.Read(c, found, token)).ToList();
        return new Transcript
        {
            Language = found,
            LanguageProbability = probability,
            Duration = audio.Duration,
            Channels = audio.SourceChannels,
            Utterances = [.. heard.SelectMany(h => h.Utterances).OrderBy(u => u.Time.Start).ThenBy(u => u.Channel)],
            Dropped = [.. channels.SelectMany(c => c.Dropped).Concat(heard.SelectMany(h => h.Dropped)).OrderBy(d => d.Time.Start).ThenBy(d => d.Channel)],
        };
    }

    public IReadOnlyList<Utterance> Relisten(CallAudio audio, int channel, TimeRange stretch, string language, CancellationToken token)
    {
        var source = audio.Channels.First(c => c.Channel == channel);
        var start = SampleAt(stretch.Start, source);
        var end = Math.Min(SampleAt(stretch.End, source), start + MelSpectrogram.MaxSamples);
        if (end - start < ChannelAudio.SampleRateHz / 10)
        {
            return [];
        }

        // Alone in its window and not cut by the voice detector: another packing as well as another search.
        var whole = new SpeechSegment(start, end, start, end, 1);
        var window = new PackedWindow([new PackedSegment(whole, 0)]);
        return _reader.Read(new HeardChannel(source, [window], []), language, _options.OtherDecodingFor(language), token).Utterances;
    }

    public void Dispose()
    {
        _graphs.Dispose();
        _voice.Dispose();
    }

    private static int SampleAt(TimeSpan time, ChannelAudio channel) =>
        Math.Clamp((int)(time.TotalSeconds * ChannelAudio.SampleRateHz), 0, channel.Samples.Length);

    /// <summary>Finds the speech of a channel, sets tones aside and packs the rest.</summary>
    private HeardChannel Listen(ChannelAudio channel, CancellationToken token)
    {
        var probabilities = _voice.Probabilities(channel.Samples, token);
        var segments = SpeechSegments.Find(probabilities, channel.Samples.Length, _options.Voice);
        var (tones, voices) = (new List<DroppedStretch>(), new List<SpeechSegment>());
        foreach (var segment in segments)
        {
            if (_options.Guards.IsOn(GuardNames.Tone)
                && ToneGate.TonalShare(channel.Samples.AsSpan(segment.Start, segment.Length)) > _options.Guards.MaxTonalShare)
            {
                tones.Add(new DroppedStretch(channel.Channel, segment.Time(), GuardNames.Tone, ""));
            }
            else
            {
                voices.Add(segment);
            }
        }

        return new HeardChannel(channel, WindowPacking.Pack(voices, _options.Packing), tones);
    }

    /// <summary>Once a call: the first window of each channel, weighted by its length.</summary>
    private (string Language, float Probability) DetectLanguage(List<HeardChannel> channels, CancellationToken token)
    {
        var sums = new Dictionary<string, float>();
        var weights = 0f;
        foreach (var channel in channels.Where(c => c.Windows.Count > 0))
        {
            var weight = (float)channel.Windows[0].Duration.TotalSeconds;
            weights += weight;
            foreach (var (language, probability) in _reader.Languages(channel, token))
            {
                sums[language] = sums.GetValueOrDefault(language) + (weight * probability);
            }
        }

        var best = _options.ExpectedLanguages.MaxBy(l => sums[l])!;
        return (best, sums[best] / weights);
    }
}
