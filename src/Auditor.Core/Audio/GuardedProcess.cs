using System.Diagnostics;
using System.Text;
using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>How a program ended.</summary>
/// <param name="Value">What the reader made of its output.</param>
/// <param name="ExitCode">Null when it was stopped by us.</param>
/// <param name="Errors">The beginning of what it wrote to standard error.</param>
internal sealed record ProcessEnd<T>(T Value, int? ExitCode, bool TimedOut, string Errors);

/// <summary>Another program whose output is read from a pipe: no shell, no standard input, a time limit, and an end with all its children.</summary>
internal static class GuardedProcess
{
    private const int MaxErrorBytes = 4_096;

    private static readonly TimeSpan ErrorsGrace = TimeSpan.FromSeconds(1);

    /// <param name="read">Reads the output to its end, or stops early; the program is stopped then.</param>
    /// <returns>Or <see cref="FailureCodes.AudioDecoderMissing"/> when there is no such program.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program is gone.</exception>
    public static Result<ProcessEnd<T>> Run<T>(
        string program, IReadOnlyList<string> arguments, TimeSpan limit, Func<Stream, CancellationToken, T> read, CancellationToken token)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        start.Environment["LC_ALL"] = "C";
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return new Failure(
                FailureCodes.AudioDecoderMissing,
                $"{Path.GetFileName(program)} cannot be started (error {exception.NativeErrorCode}): install it with \"apt-get install ffmpeg\" or set its path; WAV files are read without it");
        }

        return Guard(process, limit, read, token);
    }

    private static ProcessEnd<T> Guard<T>(Process process, TimeSpan limit, Func<Stream, CancellationToken, T> read, CancellationToken token)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(token);
        clock.CancelAfter(limit);
        using var killer = clock.Token.Register(() => Kill(process));
        process.StandardInput.Close();
        var errors = ReadErrors(process.StandardError.BaseStream);
        T value;
        int? exitCode = null;
        try
        {
            var output = new PipeStream(process.StandardOutput.BaseStream, clock.Token);
            value = read(output, clock.Token);
            if (output.ReadByte() < 0)
            {
                process.WaitForExitAsync(clock.Token).GetAwaiter().GetResult();
                exitCode = process.ExitCode;
            }
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested)
        {
            token.ThrowIfCancellationRequested();
            value = default!;
        }
        finally
        {
            Kill(process);
        }

        token.ThrowIfCancellationRequested();
        var timedOut = clock.IsCancellationRequested && exitCode is null;
        return new ProcessEnd<T>(value, timedOut ? null : exitCode, timedOut, errors.Wait(ErrorsGrace, token) ? errors.Result : string.Empty);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself, which is as good.
        }
    }

    /// <summary>Keeps the beginning and reads the rest away, so that the program never waits for us.</summary>
    private static async Task<string> ReadErrors(Stream stream)
    {
        var kept = new MemoryStream();
        var block = new byte[1_024];
        int read;
        while ((read = await stream.ReadAsync(block).ConfigureAwait(false)) > 0)
        {
            kept.Write(block, 0, (int)Math.Min(read, MaxErrorBytes - kept.Length));
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    /// <summary>Reads of the pipe that a stop interrupts, also when a grandchild that escaped the kill still holds the pipe open.</summary>
    private sealed class PipeStream(Stream pipe, CancellationToken token) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            pipe.ReadAsync(buffer, offset, count, token).WaitAsync(token).GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
