using System.Buffers;
using System.Security.Cryptography;

namespace Auditor.Recordings;

/// <summary>Who a recording is: its bytes, not its name.</summary>
public static class RecordingIdentity
{
    private const int BlockBytes = 256 * 1024;

    /// <summary>SHA-256 of the stream from where it stands to its end, as 64 lower-case hex digits, and the number of bytes read.</summary>
    public static (string Id, long Bytes) Compute(Stream stream, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long bytes = 0;
            int read;
            while ((read = stream.Read(block, 0, BlockBytes)) > 0)
            {
                token.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, read);
                bytes += read;
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static (string Id, long Bytes) ComputeFile(string path, CancellationToken token)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Compute(stream, token);
    }
}
