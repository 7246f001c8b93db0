using System.Text;

namespace Auditor.Audio;

/// <summary>A file or a pipe that is read forwards, with its position and what is left of it.</summary>
internal sealed class ForwardStream(Stream stream, long? length, CancellationToken token)
{
    /// <summary>More than this is never passed over in a pipe: our own decoder writes short headers.</summary>
    private const long MaxSkipInPipe = 1 << 20;

    private readonly long _origin = stream.CanSeek ? stream.Position : 0;

    /// <summary>From the beginning of the file.</summary>
    public long Position { get; private set; }

    /// <summary>Null in a pipe.</summary>
    public long? Left => length is null ? null : Math.Max(0, length.Value - Position);

    /// <summary>Fills the buffer; less only at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        token.ThrowIfCancellationRequested();
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Position += read;
        return read;
    }

    /// <summary>Passes over bytes; stops at the end of the file.</summary>
    public void Skip(long bytes)
    {
        if (length is not null)
        {
            Position += Math.Clamp(bytes, 0, Left!.Value);
            stream.Position = _origin + Position;
            return;
        }

        Span<byte> waste = stackalloc byte[512];
        for (var left = Math.Min(bytes, MaxSkipInPipe); left > 0;)
        {
            var read = Read(waste[..(int)Math.Min(left, waste.Length)]);
            left = read == 0 ? 0 : left - read;
        }
    }

    /// <summary>Goes back; only in a file.</summary>
    public void ReturnTo(long position)
    {
        Position = position;
        stream.Position = _origin + position;
    }

    /// <summary>Whether a whole chunk with a name in letters stands here; the position stays. False in a pipe.</summary>
    public bool NextIsChunk(int headerBytes)
    {
        if (length is null)
        {
            return false;
        }

        var at = Position;
        Span<byte> head = stackalloc byte[8];
        var isName = Read(head) == head.Length && Ascii.IsValid(head[..4]) && !head[..4].ContainsAnyExceptInRange((byte)' ', (byte)'z');
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        var fits = size <= Left;
        ReturnTo(at);
        return isName && (headerBytes > 8 || fits);
    }
}
