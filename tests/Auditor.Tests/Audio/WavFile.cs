using System.Text;

namespace Auditor.Tests.Audio;

/// <summary>Codings that <see cref="WavFile"/> writes.</summary>
public enum WavCoding
{
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,
    Real32,
    Real64,
    ALaw,
    MuLaw,
}

public enum WavContainer
{
    Riff,
    Rf64,
    Wave64,
}

/// <summary>Writes WAV files for tests, sound and damaged ones.</summary>
public sealed record WavFile
{
    public required int RateHz { get; init; }

    /// <summary>Samples in ±1, one array a channel, all of one length.</summary>
    public required float[][] Channels { get; init; }

    public WavCoding Coding { get; init; } = WavCoding.Pcm16;

    public WavContainer Container { get; init; }

    /// <summary>WAVE_FORMAT_EXTENSIBLE with the coding as its sub-format.</summary>
    public bool Extensible { get; init; }

    /// <summary>What the header says about the size of the samples; null = the truth.</summary>
    public long? ClaimedDataBytes { get; init; }

    /// <summary>What the header says about the channels and the rate; null = the truth.</summary>
    public int? ClaimedChannels { get; init; }

    public uint? ClaimedRateHz { get; init; }

    /// <summary>Chunks before the format, between format and samples, and after the samples: name and content.</summary>
    public (string Id, byte[] Content)[] ChunksBefore { get; init; } = [];

    public (string Id, byte[] Content)[] ChunksBetween { get; init; } = [];

    public (string Id, byte[] Content)[] ChunksAfter { get; init; } = [];

    /// <summary>False = odd chunks without the byte that makes them even, as some writers do.</summary>
    public bool Padded { get; init; } = true;

    /// <summary>A sine of an amplitude.</summary>
    public static float[] Sine(double hz, double seconds, int rateHz, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)Math.Round(seconds * rateHz)).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * hz * n / rateHz)))];

    public static float[] Noise(int seed, double seconds, int rateHz, double amplitude = 0.3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)Math.Round(seconds * rateHz)).Select(_ => (float)(amplitude * ((2 * random.NextDouble()) - 1)))];
    }

    public static float[] Silence(double seconds, int rateHz) => new float[(int)Math.Round(seconds * rateHz)];

    public void Write(string path) => File.WriteAllBytes(path, ToBytes());

    public byte[] ToBytes()
    {
        var samples = SampleBytes();
        var body = new MemoryStream();
        foreach (var (id, content) in ChunksBefore)
        {
            WriteChunk(body, id, content, content.Length);
        }

        var format = FormatBytes();
        WriteChunk(body, "fmt ", format, format.Length);
        foreach (var (id, content) in ChunksBetween)
        {
            WriteChunk(body, id, content, content.Length);
        }

        WriteChunk(body, "data", samples, ClaimedDataBytes ?? (Container == WavContainer.Rf64 ? uint.MaxValue : samples.Length));
        foreach (var (id, content) in ChunksAfter)
        {
            WriteChunk(body, id, content, content.Length);
        }

        return [.. FileHeader(body.Length, samples.Length), .. body.ToArray()];
    }

    private byte[] FileHeader(long bodyBytes, long dataBytes)
    {
        var header = new MemoryStream();
        var writer = new BinaryWriter(header);
        switch (Container)
        {
            case WavContainer.Riff:
                writer.Write("RIFF"u8);
                writer.Write((uint)(bodyBytes + 4));
                writer.Write("WAVE"u8);
                break;
            case WavContainer.Rf64:
                writer.Write("RF64"u8);
                writer.Write(uint.MaxValue);
                writer.Write("WAVEds64"u8);
                writer.Write(28);
                writer.Write(bodyBytes + 40);
                writer.Write(dataBytes);
                writer.Write(dataBytes / Channels.Length);
                writer.Write(0);
                break;
            case WavContainer.Wave64:
                writer.Write("riff"u8);
                writer.Write(Convert.FromHexString("2E91CF11A5D628DB04C10000"));
                writer.Write(bodyBytes + 40);
                writer.Write("wave"u8);
                writer.Write(Convert.FromHexString("F3ACD3118CD100C04F8EDB8A"));
                break;
        }

        return header.ToArray();
    }

    private void WriteChunk(MemoryStream stream, string id, byte[] content, long claimed)
    {
        var writer = new BinaryWriter(stream);
        writer.Write(Encoding.ASCII.GetBytes(id));
        if (Container == WavContainer.Wave64)
        {
            writer.Write(Convert.FromHexString("F3ACD3118CD100C04F8EDB8A"));
            writer.Write(claimed + 24);
        }
        else
        {
            writer.Write((uint)claimed);
        }

        writer.Write(content);
        var unit = Container == WavContainer.Wave64 ? 8 : 2;
        writer.Write(new byte[Padded ? (unit - (content.Length % unit)) % unit : 0]);
    }

    private byte[] FormatBytes()
    {
        var (tag, bytes) = Coding switch
        {
            WavCoding.Pcm8 => (1, 1),
            WavCoding.Pcm16 => (1, 2),
            WavCoding.Pcm24 => (1, 3),
            WavCoding.Pcm32 => (1, 4),
            WavCoding.Real32 => (3, 4),
            WavCoding.Real64 => (3, 8),
            WavCoding.ALaw => (6, 1),
            WavCoding.MuLaw => (7, 1),
        };
        var channels = ClaimedChannels ?? Channels.Length;
        var rateHz = ClaimedRateHz ?? (uint)RateHz;
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        writer.Write((ushort)(Extensible ? 0xFFFE : tag));
        writer.Write((ushort)channels);
        writer.Write(rateHz);
        writer.Write((uint)(rateHz * channels * bytes));
        writer.Write((ushort)(channels * bytes));
        writer.Write((ushort)(bytes * 8));
        if (Extensible)
        {
            writer.Write((ushort)22);
            writer.Write((ushort)(bytes * 8));
            writer.Write(0);
            writer.Write((ushort)tag);
            writer.Write(Convert.FromHexString("000000001000800000AA00389B71"));
        }

        return stream.ToArray();
    }

    private byte[] SampleBytes()
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        for (var n = 0; n < Channels[0].Length; n++)
        {
            foreach (var channel in Channels)
            {
                WriteSample(writer, channel[n]);
            }
        }

        return stream.ToArray();
    }

    private void WriteSample(BinaryWriter writer, float sample)
    {
        switch (Coding)
        {
            case WavCoding.Pcm8:
                writer.Write((byte)Math.Clamp(Math.Round((sample * 128) + 128), 0, 255));
                break;
            case WavCoding.Pcm16:
                writer.Write((short)Math.Clamp(Math.Round(sample * 32_768.0), short.MinValue, short.MaxValue));
                break;
            case WavCoding.Pcm24:
                var value = (int)Math.Clamp(Math.Round(sample * 8_388_608.0), -8_388_608, 8_388_607);
                writer.Write((byte)value);
                writer.Write((byte)(value >> 8));
                writer.Write((byte)(value >> 16));
                break;
            case WavCoding.Pcm32:
                writer.Write((int)Math.Clamp(Math.Round(sample * 2_147_483_648.0), int.MinValue, int.MaxValue));
                break;
            case WavCoding.Real32:
                writer.Write(sample);
                break;
            case WavCoding.Real64:
                writer.Write((double)sample);
                break;
            case WavCoding.ALaw:
                writer.Write(ToALaw((int)Math.Clamp(Math.Round(sample * 32_768.0), short.MinValue, short.MaxValue)));
                break;
            case WavCoding.MuLaw:
                writer.Write(ToMuLaw((int)Math.Clamp(Math.Round(sample * 32_768.0), short.MinValue, short.MaxValue)));
                break;
        }
    }

    /// <summary>ITU-T G.711, written from the encoder's side: the segment is the position of the highest bit.</summary>
    private static byte ToALaw(int sample)
    {
        var sign = sample >= 0 ? 0x80 : 0;
        var magnitude = Math.Min(sample >= 0 ? sample : -sample - 1, 32_767) >> 4;
        var segment = Math.Max(0, 28 - System.Numerics.BitOperations.LeadingZeroCount((uint)magnitude));
        var code = segment == 0 ? magnitude : (segment << 4) | ((magnitude >> (segment - 1)) & 15);
        return (byte)((sign | code) ^ 0x55);
    }

    private static byte ToMuLaw(int sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs(sample), 32_635) + 132;
        var segment = 24 - System.Numerics.BitOperations.LeadingZeroCount((uint)magnitude);
        return (byte)~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 15));
    }
}
