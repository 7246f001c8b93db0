using System.Buffers.Binary;
using System.Text;
using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>Finds format and samples in RIFF, RF64/BW64 (EBU Tech 3306) and Wave64 files, forwards only, so that it reads a pipe too.</summary>
/// <remarks>Sizes in headers are claims: recorders leave 0 or FFFFFFFF behind when they are cut off, and damaged files lie. Every
/// size is held against the real length of the file before anything is read or allocated.</remarks>
internal sealed class WavHeaderReader
{
    /// <summary>Chunks before the samples; more is a damaged file that would be walked for hours.</summary>
    private const int MaxChunks = 1_000;

    /// <summary>Sizes from here on mean "not known yet" in a plain RIFF file (sox writes 7FFFF000, ffmpeg FFFFFFFF).</summary>
    private const long UnknownSizeFrom = 0x7FFF_F000;

    private const int Wave64ChunkBytes = 24;
    private const int RiffChunkBytes = 8;

    private readonly ForwardStream _stream;
    private readonly AudioLimits _limits;
    private readonly string _container;
    private readonly List<Failure> _warnings = [];
    private WavFormat? _format;
    private long? _ds64DataBytes;

    private WavHeaderReader(ForwardStream stream, AudioLimits limits, string container)
    {
        _stream = stream;
        _limits = limits;
        _container = container;
    }

    private static ReadOnlySpan<byte> Wave64RiffTail => [0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    private static ReadOnlySpan<byte> Wave64ChunkTail => [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    private bool IsWave64 => _container == "w64";

    private int ChunkHeaderBytes => IsWave64 ? Wave64ChunkBytes : RiffChunkBytes;

    /// <summary>Whether the beginning of a file (16 bytes or more) is one of the containers.</summary>
    public static string? Container(ReadOnlySpan<byte> start)
    {
        if (start.Length >= 16 && start.StartsWith("riff"u8) && start[4..16].SequenceEqual(Wave64RiffTail))
        {
            return "w64";
        }

        if (start.Length < 12 || !start[8..12].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        return start.StartsWith("RIFF"u8) ? "wav" : start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8) ? "rf64" : null;
    }

    /// <summary>Leaves the stream at the first sample.</summary>
    /// <param name="length">Bytes from the stream's beginning; null for a pipe.</param>
    public static Result<WavHeader> Read(Stream stream, long? length, AudioLimits limits, CancellationToken token)
    {
        var forward = new ForwardStream(stream, length, token);
        Span<byte> start = stackalloc byte[16];
        var read = forward.Read(start[..12]);
        if (read == 12 && start.StartsWith("riff"u8))
        {
            read += forward.Read(start[12..]);
        }

        if (Container(start[..read]) is not { } container)
        {
            return new Failure(FailureCodes.AudioDamagedHeader, $"no RIFF, RF64 or Wave64 header in the first {read} bytes");
        }

        // Wave64 has the size of the whole (8 bytes) and the word "wave" (16) here.
        forward.Skip(container == "w64" ? 24 : 0);
        return new WavHeaderReader(forward, limits, container).Walk();
    }

    private Result<WavHeader> Walk()
    {
        (long Offset, long? Claimed)? early = null;
        Span<byte> head = stackalloc byte[Wave64ChunkBytes];
        head = head[..ChunkHeaderBytes];
        byte? firstByte = null;
        for (var chunk = 0; chunk < MaxChunks; chunk++)
        {
            var at = _stream.Position - (firstByte is null ? 0 : 1);
            if (!ReadHead(head, firstByte))
            {
                return End(at, early);
            }

            var (id, size) = Head(head);
            if (id == "data" && _format is not null)
            {
                return Data(_stream.Position, Claimed(size));
            }

            early = id == "data" ? (_stream.Position, Claimed(size)) : early;
            if (ReadContent(id, size, at) is { } failure)
            {
                return failure;
            }

            if (_format is not null && early is { } data && _stream.Left is not null)
            {
                _stream.ReturnTo(data.Offset);
                return Data(data.Offset, data.Claimed);
            }

            firstByte = Padding(size);
        }

        return new Failure(FailureCodes.AudioDamagedHeader, $"no samples in the first {MaxChunks} chunks, up to byte {_stream.Position}");
    }

    private bool ReadHead(Span<byte> head, byte? firstByte)
    {
        if (firstByte is null)
        {
            return _stream.Read(head) == head.Length;
        }

        head[0] = firstByte.Value;
        return _stream.Read(head[1..]) == head.Length - 1;
    }

    /// <summary>Reads what a chunk is needed for and leaves the stream at its end.</summary>
    private Failure? ReadContent(string id, long size, long at)
    {
        var end = _stream.Position + size;
        Span<byte> content = stackalloc byte[WavFormatChunk.MaxBytesRead];
        if (id == "fmt " && _format is null)
        {
            var offset = _stream.Position;
            var read = _stream.Read(content[..(int)Math.Min(size, content.Length)]);
            if (read < WavFormatChunk.MinBytes)
            {
                return new Failure(FailureCodes.AudioDamagedHeader, $"format of {read} bytes at byte {at}, at least {WavFormatChunk.MinBytes} needed");
            }

            var format = WavFormatChunk.Read(content[..read], offset, _limits);
            if (format.Failure is not null)
            {
                return format.Failure;
            }

            _format = format.Value;
        }
        else if (id == "ds64" && size >= 16 && _stream.Read(content[..16]) == 16)
        {
            _ds64DataBytes = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(content[8..]));
        }

        _stream.Skip(end - _stream.Position);
        return null;
    }

    private (string Id, long Size) Head(ReadOnlySpan<byte> head)
    {
        var id = Encoding.Latin1.GetString(head[..4]);
        if (!IsWave64)
        {
            return (id, BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        }

        var size = BinaryPrimitives.ReadInt64LittleEndian(head[16..]) - Wave64ChunkBytes;
        return (head[4..16].SequenceEqual(Wave64ChunkTail) ? id : "?", Math.Clamp(size, 0, long.MaxValue / 2));
    }

    /// <summary>Null when the size says "not known".</summary>
    private long? Claimed(long size) => _container switch
    {
        "rf64" => size == uint.MaxValue ? _ds64DataBytes : size,
        "w64" => size,
        _ => size >= UnknownSizeFrom && !(size <= _stream.Left) ? null : size,
    };

    /// <summary>Chunks begin at even bytes (Wave64: multiples of 8), but some writers forget the padding: a byte that is not zero is
    /// then the first letter of the next chunk.</summary>
    private byte? Padding(long size)
    {
        if (IsWave64)
        {
            _stream.Skip((8 - (size % 8)) % 8);
            return null;
        }

        Span<byte> one = stackalloc byte[1];
        return long.IsOddInteger(size) && _stream.Read(one) == 1 && one[0] != 0 ? one[0] : null;
    }

    private Result<WavHeader> End(long at, (long Offset, long? Claimed)? early) => _format is null
        ? new Failure(FailureCodes.AudioDamagedHeader, $"the file ends at byte {_stream.Position} without a format, last chunk at byte {at}")
        : new Failure(FailureCodes.AudioNoSamples, early is null
            ? $"the file ends at byte {_stream.Position} without samples"
            : $"no samples at byte {early.Value.Offset}");

    private Result<WavHeader> Data(long offset, long? claimed)
    {
        var format = _format!;
        var left = _stream.Left;
        if (format.Coding == SampleCoding.Other)
        {
            return new WavHeader(_container, format, offset, left, _warnings);
        }

        if (claimed == 0 && left > 0 && !_stream.NextIsChunk(ChunkHeaderBytes))
        {
            claimed = null;
        }

        var bytes = claimed is { } size && size <= (left ?? long.MaxValue) ? size : left;
        if (bytes is { } known && known < format.BytesPerFrame)
        {
            return new Failure(FailureCodes.AudioNoSamples, $"{known} bytes of samples at byte {offset}, a frame has {format.BytesPerFrame}");
        }

        if (left is not null && claimed is null)
        {
            _warnings.Add(new Failure(FailureCodes.AudioTruncated, "the recorder did not close the file: its header gives no length, read to the end"));
        }
        else if (claimed > bytes)
        {
            var bytesASecond = (double)format.BytesPerFrame * format.RateHz;
            _warnings.Add(new Failure(
                FailureCodes.AudioTruncated,
                FormattableString.Invariant($"the header says {claimed / bytesASecond:F1} s, the file holds {bytes / bytesASecond:F1} s and ends at byte {offset + bytes}")));
        }

        return new WavHeader(_container, format, offset, bytes - (bytes % format.BytesPerFrame), _warnings);
    }
}
