using System.Buffers.Binary;
using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>The "fmt " chunk of a WAV file (Microsoft, "Multiple channel audio data and WAVE files").</summary>
internal static class WavFormatChunk
{
    public const int MinBytes = 14;

    /// <summary>The size of an extensible format; what stands behind it belongs to compressed codings.</summary>
    public const int MaxBytesRead = 40;

    private const int TagPcm = 1;
    private const int TagFloat = 3;
    private const int TagALaw = 6;
    private const int TagMuLaw = 7;
    private const int TagExtensible = 0xFFFE;

    /// <summary>Bytes 2 to 15 of every sub-format that is an old tag in bytes 0 and 1.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <param name="offset">Of the chunk's content in the file, for the failure's text.</param>
    public static Result<WavFormat> Read(ReadOnlySpan<byte> chunk, long offset, AudioLimits limits)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rateHz = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = chunk.Length >= 16 ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) : 0;
        if (channels == 0 || channels > limits.MaxChannels)
        {
            return new Failure(FailureCodes.AudioChannels, $"{channels} channels at byte {offset + 2}, 1 to {limits.MaxChannels} can be read");
        }

        if (rateHz < limits.MinRateHz || rateHz > limits.MaxRateHz)
        {
            return new Failure(FailureCodes.AudioRate, $"{rateHz} Hz at byte {offset + 4}, {limits.MinRateHz} to {limits.MaxRateHz} Hz can be read");
        }

        if (tag == TagExtensible)
        {
            if (chunk.Length < MaxBytesRead)
            {
                return new Failure(FailureCodes.AudioDamagedHeader, $"extensible format of {chunk.Length} bytes at byte {offset}, {MaxBytesRead} needed");
            }

            tag = chunk[26..40].SequenceEqual(SubFormatTail) ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]) : TagExtensible;
        }

        var bytes = BytesPerSample(channels, frameBytes, bits);
        if (bytes == 0 && tag is TagPcm or TagFloat)
        {
            return new Failure(FailureCodes.AudioDamagedHeader, $"neither bits a sample nor bytes a frame at byte {offset + 12}");
        }

        var coding = Coding(tag, bytes);
        return new WavFormat(coding, tag, channels, (int)rateHz, coding == SampleCoding.Other ? 0 : bytes);
    }

    /// <summary>The frame's size decides when it fits the bits (24 bits are often kept in 4 bytes); else the bits do.</summary>
    private static int BytesPerSample(int channels, int frameBytes, int bits)
    {
        var fromBits = (bits + 7) / 8;
        var fromFrame = frameBytes % channels == 0 ? frameBytes / channels : 0;
        return fromFrame is 1 or 2 or 3 or 4 or 8 && fromFrame >= fromBits ? fromFrame : fromBits;
    }

    private static SampleCoding Coding(int tag, int bytesPerSample) => (tag, bytesPerSample) switch
    {
        (TagPcm, 1) => SampleCoding.Unsigned8,
        (TagPcm, 2) => SampleCoding.Signed16,
        (TagPcm, 3) => SampleCoding.Signed24,
        (TagPcm, 4) => SampleCoding.Signed32,
        (TagFloat, 4) => SampleCoding.FloatingPoint32,
        (TagFloat, 8) => SampleCoding.FloatingPoint64,
        (TagALaw, 1) => SampleCoding.ALaw,
        (TagMuLaw, 1) => SampleCoding.MuLaw,
        _ => SampleCoding.Other,
    };
}
