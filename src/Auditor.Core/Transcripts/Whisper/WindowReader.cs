using Auditor.Transcripts.Guards;
using Auditor.Transcripts.Voice;

namespace Auditor.Transcripts.Whisper;

/// <summary>What was heard in one channel.</summary>
public sealed record HeardWords(IReadOnlyList<Utterance> Utterances, IReadOnlyList<DroppedStretch> Dropped);

/// <summary>Decodes packed windows, again and differently where the words loop, and puts the words back on the time line of the file.</summary>
internal sealed class WindowReader(WhisperGraphs graphs, TranscriptionOptions options)
{
    /// <summary>Silence that the encoder gets behind the sound; without it the last word suffers.</summary>
    private const int TrailingSamples = 8_000;

    private readonly WindowDecoder _decoder = new(graphs);
    private readonly UtteranceBuilder _builder = new(options.Guards);

    public HeardWords Read(HeardChannel channel, string language, CancellationToken token) =>
        Read(channel, language, options.DecodingFor(language), token);

    public HeardWords Read(HeardChannel channel, string language, DecodingOptions decoding, CancellationToken token)
    {
        var utterances = new List<Utterance>();
        var dropped = new List<DroppedStretch>();
        foreach (var window in channel.Windows)
        {
            foreach (var text in ReadWindow(channel, window, language, decoding, token))
            {
                var heard = _builder.Build(channel.Channel, text);
                utterances.AddRange(heard.Utterances);
                dropped.AddRange(heard.Dropped);
            }
        }

        return new HeardWords(utterances, dropped);
    }

    /// <summary>Probability of each language in the channel's first window.</summary>
    public IReadOnlyDictionary<string, float> Languages(HeardChannel channel, CancellationToken token)
    {
        using var encoded = Encode(channel, channel.Windows[0], token);
        return _decoder.Languages(encoded, token);
    }

    /// <summary>One text, or two when only cutting the window in two stopped a loop.</summary>
    private List<WindowText> ReadWindow(HeardChannel channel, PackedWindow window, string language, DecodingOptions decoding, CancellationToken token)
    {
        var first = Decode(channel, window, language, [decoding, OtherThan(decoding, language)], token);
        if (!first.Loops || window.Segments.Count < 2)
        {
            return [first];
        }

        var halves = SplitAtLongestPause(window).Select(half => Decode(channel, half, language, [decoding], token)).ToList();
        return halves.Any(h => h.Loops) ? [first] : halves;
    }

    private DecodingOptions OtherThan(DecodingOptions decoding, string language)
    {
        var usual = options.DecodingFor(language);
        return decoding.Beams == usual.Beams ? options.OtherDecodingFor(language) : usual;
    }

    /// <summary>Decodes with the first way; while the words loop, with the next one.</summary>
    private WindowText Decode(HeardChannel channel, PackedWindow window, string language, IReadOnlyList<DecodingOptions> ways, CancellationToken token)
    {
        using var encoded = Encode(channel, window, token);
        WindowText? text = null;
        foreach (var way in ways)
        {
            var decoded = _decoder.Decode(encoded, window.Duration, language, way, token);
            var words = WordTimer.Words(decoded, graphs.Vocabulary, window.Duration);
            text = new WindowText(window, decoded, words, Loops(decoded, words));
            if (!text.Loops)
            {
                break;
            }
        }

        return text!;
    }

    private bool Loops(DecodedWindow decoded, IReadOnlyList<TimedWord> words) =>
        options.Guards.IsOn(GuardNames.Repetition)
        && (!decoded.Complete
            || TextGuards.Repeats([.. words.Select(w => w.Text)])
            || TextGuards.CompressionRatio(graphs.Vocabulary.TextOf(decoded.Tokens)) > options.Guards.MaxCompressionRatio);

    private EncodedWindow Encode(HeardChannel channel, PackedWindow window, CancellationToken token)
    {
        var sound = window.Sound(channel.Channel.Samples);
        var frames = Math.Min(MelSpectrogram.MaxFrames, (sound.Length + TrailingSamples) / MelSpectrogram.HopSamples / 2 * 2);
        return graphs.Encode(MelSpectrogram.Compute(sound, frames), token);
    }

    private static PackedWindow[] SplitAtLongestPause(PackedWindow window)
    {
        var segments = window.Segments;
        var at = Enumerable.Range(1, segments.Count - 1).MaxBy(i => segments[i].Segment.Start - segments[i - 1].Segment.End);
        var shift = segments[at].At;
        return
        [
            new PackedWindow([.. segments.Take(at)]),
            new PackedWindow([.. segments.Skip(at).Select(s => s with { At = s.At - shift })]),
        ];
    }
}

/// <summary>The words of a window, with times from the window's start.</summary>
internal sealed record WindowText(PackedWindow Window, DecodedWindow Decoded, IReadOnlyList<TimedWord> Words, bool Loops);
