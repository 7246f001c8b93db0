using System.Buffers.Binary;

namespace Auditor.Tests.App;

/// <summary>Short calls for tests that need real speech: seconds of a sample call, as a WAV file of its own.</summary>
internal static class CallPart
{
    /// <param name="sample">A WAV file of recordings-sample/calls with a coding of whole bytes a sample.</param>
    public static byte[] Of(string sample, double fromSecond, double toSecond)
    {
        var file = File.ReadAllBytes(Path.Combine(SampleCalls.Folder, "calls", sample));
        var format = Chunk(file, "fmt "u8);
        var data = Chunk(file, "data"u8);
        var byteRate = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(format.Start.Value + 8));
        var block = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(format.Start.Value + 12));
        var from = (int)(fromSecond * byteRate) / block * block;
        var to = Math.Min((int)(toSecond * byteRate) / block * block, data.End.Value - data.Start.Value);
        return Wav(file.AsSpan(format), file.AsSpan(data)[from..to]);
    }

    /// <summary>Nothing but zeros, 16-bit mono at 8 kHz.</summary>
    public static byte[] Silence(double seconds) =>
        Wav([1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0], new byte[(int)(seconds * 8_000) * 2]);

    private static byte[] Wav(ReadOnlySpan<byte> format, ReadOnlySpan<byte> sound)
    {
        using var part = new MemoryStream();
        using var writer = new BinaryWriter(part);
        writer.Write("RIFF"u8);
        writer.Write(20 + format.Length + sound.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(format.Length);
        writer.Write(format);
        writer.Write("data"u8);
        writer.Write(sound.Length);
        writer.Write(sound);
        return part.ToArray();
    }

    private static Range Chunk(byte[] file, ReadOnlySpan<byte> name)
    {
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (file.AsSpan(at, 4).SequenceEqual(name))
            {
                return (at + 8)..Math.Min(at + 8 + length, file.Length);
            }

            at += 8 + length + (length & 1);
        }

        throw new InvalidDataException("no such chunk");
    }
}
