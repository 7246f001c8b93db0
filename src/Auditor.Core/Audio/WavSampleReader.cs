using System.Buffers.Binary;

namespace Auditor.Audio;

/// <summary>Samples of a WAV stream, block by block, each channel for itself.</summary>
internal sealed class WavSampleReader
{
    /// <summary>0.25 s of telephone sound: small enough for the cache, large enough for the disk.</summary>
    public const int BlockFrames = 4_096;

    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly byte[] _bytes;
    private long _bytesLeft;

    /// <param name="stream">Stands at the first sample.</param>
    public WavSampleReader(Stream stream, WavHeader header)
    {
        _stream = stream;
        _format = header.Format;
        _bytesLeft = header.DataBytes ?? long.MaxValue;
        _bytes = new byte[BlockFrames * header.Format.BytesPerFrame];
    }

    /// <summary>Fills one array a channel, of <see cref="BlockFrames"/> samples each, with values in ±1.</summary>
    /// <returns>Frames read; fewer than a block only at the end, where a frame that is not whole is left out.</returns>
    public int Read(float[][] channels)
    {
        var wanted = (int)Math.Min(_bytesLeft, _bytes.Length);
        var read = _stream.ReadAtLeast(_bytes.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
        _bytesLeft -= read;
        var frames = read / _format.BytesPerFrame;
        for (var channel = 0; channel < _format.Channels; channel++)
        {
            Decode(_bytes.AsSpan(channel * _format.BytesPerSample), channels[channel].AsSpan(0, frames));
        }

        return frames;
    }

    private void Decode(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        switch (_format.Coding)
        {
            case SampleCoding.Unsigned8:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = (bytes[at] - 128) / 128f;
                }

                break;
            case SampleCoding.Signed16:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]) / 32_768f;
                }

                break;
            case SampleCoding.Signed24:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = ((bytes[at] << 8) | (bytes[at + 1] << 16) | (bytes[at + 2] << 24)) / 2_147_483_648f;
                }

                break;
            case SampleCoding.Signed32:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) / 2_147_483_648f;
                }

                break;
            case SampleCoding.FloatingPoint32:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = Tame(BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]));
                }

                break;
            case SampleCoding.FloatingPoint64:
                for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
                {
                    samples[i] = Tame((float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]));
                }

                break;
            case SampleCoding.ALaw:
                LookUp(bytes, samples, G711.ALaw);
                break;
            case SampleCoding.MuLaw:
                LookUp(bytes, samples, G711.MuLaw);
                break;
            case SampleCoding.Other:
                throw new InvalidOperationException("This coding is decoded by ffmpeg.");
        }
    }

    private void LookUp(ReadOnlySpan<byte> bytes, Span<float> samples, float[] table)
    {
        for (int i = 0, at = 0; i < samples.Length; i++, at += _format.BytesPerFrame)
        {
            samples[i] = table[bytes[at]];
        }
    }

    /// <summary>Floats may be anything; one infinity would silence a whole window of the recogniser.</summary>
    private static float Tame(float sample) => float.IsNaN(sample) ? 0 : Math.Clamp(sample, -1, 1);
}
