using System.Text;
using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>From a recording's file to 16 kHz samples a party. Plain WAV is read here, everything else by ffmpeg.</summary>
public static class CallAudioReader
{
    private const int SniffBytes = 512;

    /// <returns>The sound, or a failure with a code audio.*; damaged, empty and silent files are failures, never exceptions.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Result<CallAudio> Read(Recording recording, AudioOptions options, CancellationToken token)
    {
        try
        {
            var decoded = Decode(recording.Path, options, token);
            return decoded.Failure is null ? Parties(decoded.Value, recording.Facts.Channels, options.Limits) : decoded.Failure;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure(FailureCodes.AudioUnreadable, "the file cannot be read: " + exception.GetType().Name);
        }
    }

    private static Result<DecodedChannels> Decode(string path, AudioOptions options, CancellationToken token)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length == 0)
        {
            return new Failure(FailureCodes.AudioEmpty, "the file has 0 bytes");
        }

        Span<byte> start = stackalloc byte[SniffBytes];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (WavHeaderReader.Container(start) is not null || (start.Length < 12 && start.StartsWith("RIFF"u8)))
        {
            return DecodeWav(stream, path, options, token);
        }

        if (BareSamples.Header(extension, stream.Length) is { } bare)
        {
            return DecodedChannels.Read(stream, bare, Name(bare), options.Limits, token);
        }

        return IsText(start)
            ? new Failure(FailureCodes.AudioNotAudio, "the file begins with text, not with sound")
            : FfmpegDecoder.Decode(path, extension.Length > 1 ? extension[1..] : "unknown", options, token);
    }

    private static Result<DecodedChannels> DecodeWav(FileStream stream, string path, AudioOptions options, CancellationToken token)
    {
        var header = WavHeaderReader.Read(stream, stream.Length, options.Limits, token);
        if (header.Failure is not null)
        {
            return header.Failure;
        }

        if (header.Value.Format.Coding != SampleCoding.Other)
        {
            return DecodedChannels.Read(stream, header.Value, Name(header.Value), options.Limits, token);
        }

        var name = $"{header.Value.Container}/{header.Value.Format.Name}";
        var decoded = FfmpegDecoder.Decode(path, name, options, token);
        return decoded.Failure is { Code: FailureCodes.AudioNotAudio or FailureCodes.AudioDecoderFailed } failure
            ? new Failure(FailureCodes.AudioUnsupported, $"{name} at byte {header.Value.DataOffset}: {failure.Detail}")
            : decoded;
    }

    private static string Name(WavHeader header) => $"{header.Container}/{header.Format.Name} {header.Format.RateHz} Hz";

    /// <summary>Text has no control characters but blanks and line ends, and is whole UTF-8; no sound format begins like that for long.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(start, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return true;
            }

            if (status != System.Buffers.OperationStatus.Done || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')))
            {
                return false;
            }

            start = start[length..];
        }

        return true;
    }

    private static Result<CallAudio> Parties(DecodedChannels decoded, ChannelMap map, AudioLimits limits)
    {
        if (decoded.Duration < limits.MinDuration)
        {
            return new Failure(
                FailureCodes.AudioTooShort,
                FormattableString.Invariant($"{decoded.Duration.TotalSeconds:F1} s of audio, {limits.MinDuration.TotalSeconds:F1} s needed"));
        }

        var silent = decoded.Channels.Select(channel => ChannelComparison.LoudestFrameDbfs(channel) < limits.SilenceDbfs).ToArray();
        if (silent.All(quiet => quiet))
        {
            return new Failure(
                FailureCodes.AudioSilent,
                FormattableString.Invariant($"{decoded.Duration.TotalSeconds:F1} s of silence: no 20 ms reach {limits.SilenceDbfs:F0} dBFS"));
        }

        var warnings = new List<Failure>(decoded.Warnings);
        var isMono = decoded.Channels.Skip(1).All(channel => ChannelComparison.AreSame(decoded.Channels[0], channel));
        if (isMono && map is ChannelMap.AgentLeft or ChannelMap.AgentRight)
        {
            warnings.Add(new Failure(FailureCodes.AudioChannelMap, decoded.Channels.Length == 1
                ? "the facts name the agent's channel, the file has one channel"
                : "the facts name the agent's channel, all channels carry the same sound"));
        }

        var channels = decoded.Channels.Take(isMono ? 1 : int.MaxValue)
            .Select((samples, channel) => new ChannelAudio(channel, isMono ? Party.Unknown : PartyOn(channel, map), samples)).ToArray();
        warnings.AddRange(channels.Where(channel => silent[channel.Channel]).Select(channel => new Failure(
            FailureCodes.AudioChannelSilent,
            $"channel {channel.Channel} ({channel.Party.ToString().ToLowerInvariant()}) is silent from beginning to end")));
        return new CallAudio(channels, decoded.Duration, decoded.Channels.Length, decoded.Format) { Warnings = warnings };
    }

    /// <summary>A file with two different channels that the facts call mono keeps both: the facts are wrong, the sound is not.</summary>
    private static Party PartyOn(int channel, ChannelMap map) => map switch
    {
        ChannelMap.AgentLeft => channel switch { 0 => Party.Agent, 1 => Party.Customer, _ => Party.Unknown },
        ChannelMap.AgentRight => channel switch { 0 => Party.Customer, 1 => Party.Agent, _ => Party.Unknown },
        ChannelMap.Unknown or ChannelMap.Mono => Party.Unknown,
    };
}
