using System.Text.RegularExpressions;
using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>Everything that is not plain WAV, by ffmpeg in a process of its own, which writes WAV of 32-bit floats into a pipe.</summary>
/// <remarks>Its command line is a list, never a shell's text; it may open the one file and nothing else. Only the first sound track
/// of a file is read.</remarks>
internal static partial class FfmpegDecoder
{
    private const int MaxErrorLength = 200;
    private const string FileInWords = "the file";

    public static Result<DecodedChannels> Decode(string path, string format, AudioOptions options, CancellationToken token)
    {
        var run = GuardedProcess.Run(
            options.Ffmpeg.Path,
            Arguments(path, options.Ffmpeg),
            options.Ffmpeg.TimeLimit,
            (stream, stop) => ReadPipe(stream, format, options.Limits, stop),
            token);
        if (run.Failure is not null)
        {
            return run.Failure;
        }

        var (value, exitCode, timedOut, errors) = run.Value;
        var words = Words(errors, path);
        if (timedOut)
        {
            return new Failure(
                FailureCodes.AudioDecoderTimeout,
                FormattableString.Invariant($"ffmpeg did not finish within {options.Ffmpeg.TimeLimit.TotalSeconds:0.#} s and was stopped"));
        }

        return exitCode switch
        {
            // Null: our own reader had seen enough, mostly because of a limit.
            null => value,
            0 => Finished(value, words),
            _ => Ended(exitCode.Value, words),
        };
    }

    private static string[] Arguments(string path, FfmpegOptions options) =>
    [
        "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1",
        "-protocol_whitelist", "file,pipe", "-format_whitelist", options.AllowedFormats,
        // The prefix keeps a name such as "-y.mp3" or "concat:a|b.mp3" a name.
        "-i", "file:" + path,
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
    ];

    private static Result<DecodedChannels> ReadPipe(Stream stream, string format, AudioLimits limits, CancellationToken token)
    {
        var header = WavHeaderReader.Read(stream, length: null, limits, token);
        return header.Failure is not null
            ? header.Failure
            : DecodedChannels.Read(stream, header.Value, $"{format} {header.Value.Format.RateHz} Hz", limits, token);
    }

    private static Result<DecodedChannels> Finished(Result<DecodedChannels> value, string words)
    {
        if (value.Failure?.Code == FailureCodes.AudioDamagedHeader)
        {
            return new Failure(FailureCodes.AudioNoSamples, "ffmpeg found no sound in the file");
        }

        return value.Failure is not null || words.Length == 0
            ? value
            : value.Value with { Warnings = [.. value.Value.Warnings, new Failure(FailureCodes.AudioDamaged, "ffmpeg: " + words)] };
    }

    private static Failure Ended(int exitCode, string words)
    {
        // "NAME: reason" is how ffmpeg says that it could not even open its input, which we have just read from ourselves.
        if (words.Contains(FileInWords + ":", StringComparison.Ordinal) || words.Contains("Error opening input", StringComparison.Ordinal))
        {
            return new Failure(FailureCodes.AudioNotAudio, "neither a WAV header nor a format that ffmpeg may read: " + words);
        }

        return words.Contains("matches no streams", StringComparison.Ordinal)
            ? new Failure(FailureCodes.AudioNoSamples, "the file holds no sound track")
            : new Failure(FailureCodes.AudioDecoderFailed, $"ffmpeg ended with code {exitCode}: " + (words.Length == 0 ? "no message" : words));
    }

    /// <summary>ffmpeg's words on one line, without addresses in memory and without the name of the file, which may hold a number.</summary>
    private static string Words(string errors, string path)
    {
        var text = errors
            .Replace("file:" + path, FileInWords, StringComparison.Ordinal)
            .Replace(path, FileInWords, StringComparison.Ordinal)
            .Replace(Path.GetFileName(path), FileInWords, StringComparison.Ordinal);
        text = Blank().Replace(Address().Replace(LastPacket().Replace(text, string.Empty), string.Empty), " ").Trim();
        return text.Length <= MaxErrorLength ? text : text[..MaxErrorLength] + "…";
    }

    /// <summary>A last packet of a block coding that is not whole: 20 ms at most, and usual where a recorder pads its file.</summary>
    [GeneratedRegex(@"\[[^\]]*\] Packet is too small\s+[^\n]*Invalid data found when processing input\s*$")]
    private static partial Regex LastPacket();

    [GeneratedRegex(" @ 0x[0-9a-f]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
