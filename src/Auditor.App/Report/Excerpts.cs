using System.Buffers.Binary;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.App.Report;

/// <summary>Cuts the sound of quotes from the original recordings, within what the page may hold.</summary>
internal sealed class Excerpts(AudioOptions audio, ReportOptions options)
{
    private const int RateHz = 8_000;
    private const int WavHeaderBytes = 44;

    private long _bytes;

    /// <summary>Excerpts that were left out because the page was full.</summary>
    public int LeftOut { get; private set; }

    /// <returns>Each quote's sound as a data: address of a WAV file; a quote without one is not among them. Or why there is none at all.</returns>
    public Result<IReadOnlyDictionary<Quote, string>> Cut(Recording recording, IEnumerable<Quote> quotes, CancellationToken token)
    {
        var wanted = quotes.Distinct().ToList();
        var cut = new Dictionary<Quote, string>();
        if (wanted.Count == 0)
        {
            return cut;
        }

        var read = CallAudioReader.Read(recording, audio, token);
        if (read.Failure is { } failure)
        {
            return failure;
        }

        foreach (var quote in wanted)
        {
            if (cut.Count == options.MaxExcerptsPerCall || _bytes >= options.MaxSoundBytes)
            {
                LeftOut++;
            }
            else if (read.Value.Channels.FirstOrDefault(c => c.Channel == quote.Channel) is { } channel)
            {
                var wav = Wav(channel.Samples.AsSpan(SamplesOf(quote.Time, channel, read.Value.Duration)));
                _bytes += wav.Length;
                cut.Add(quote, "data:audio/wav;base64," + Convert.ToBase64String(wav));
            }
        }

        return cut;
    }

    private Range SamplesOf(TimeRange quote, ChannelAudio channel, TimeSpan duration)
    {
        var time = quote.Widen(options.ExcerptMargin, duration);
        var start = Math.Min((int)(time.Start.TotalSeconds * ChannelAudio.SampleRateHz), channel.Samples.Length);
        var length = (int)(Math.Min(time.Duration.TotalSeconds, options.MaxExcerpt.TotalSeconds) * ChannelAudio.SampleRateHz);
        return start..Math.Min(start + length, channel.Samples.Length);
    }

    /// <summary>16-bit mono at 8 kHz: what a telephone carries, in half the bytes.</summary>
    private static byte[] Wav(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length / 2;
        var file = new byte[WavHeaderBytes + (2 * frames)];
        WriteHeader(file, frames);
        for (var i = 0; i < frames; i++)
        {
            var value = Math.Clamp(HalfRate(samples, 2 * i), -1f, 1f);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(WavHeaderBytes + (2 * i)), (short)MathF.Round(value * short.MaxValue));
        }

        return file;
    }

    /// <summary>A half-band filter (windowed sinc, 11 taps) keeps most of what is above 4 kHz from folding back.</summary>
    private static float HalfRate(ReadOnlySpan<float> samples, int at)
    {
        var sum = 0.5f * samples[at];
        for (var k = 1; k <= 5; k += 2)
        {
            var tap = MathF.Sin(MathF.PI * k / 2) / (MathF.PI * k) * (0.5f + (0.5f * MathF.Cos(MathF.PI * k / 6)));
            sum += tap * ((at >= k ? samples[at - k] : 0) + (at + k < samples.Length ? samples[at + k] : 0));
        }

        return sum;
    }

    private static void WriteHeader(Span<byte> file, int frames)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], RateHz);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * RateHz);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], 2 * frames);
    }
}
