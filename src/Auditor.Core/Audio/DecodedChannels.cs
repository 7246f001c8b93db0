using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>A file brought to 16 kHz, channel by channel, before anybody asked who speaks where.</summary>
/// <param name="Duration">Of the source, from its own frames and rate.</param>
internal sealed record DecodedChannels(float[][] Channels, TimeSpan Duration, string Format, IReadOnlyList<Failure> Warnings)
{
    /// <summary>Reads and resamples in blocks; the source is never held as a whole.</summary>
    /// <param name="stream">Stands at the first sample.</param>
    public static Result<DecodedChannels> Read(Stream stream, WavHeader header, string format, AudioLimits limits, CancellationToken token)
    {
        var wav = header.Format;
        var maxFrames = (long)(limits.MaxDuration.TotalSeconds * wav.RateHz);
        var expected = header.DataBytes is { } bytes ? bytes / wav.BytesPerFrame : 0;
        if (Excess(expected, maxFrames, wav, limits) is { } excess)
        {
            return excess;
        }

        var kernel = Resampler.KernelFrom(wav.RateHz);
        var resamplers = Each(wav, () => new Resampler(kernel, WavSampleReader.BlockFrames));
        var outputs = Each(wav, () => new SampleBuffer(Resampler.OutputLength(expected, wav.RateHz)));
        var block = Each(wav, () => new float[WavSampleReader.BlockFrames]);
        var reader = new WavSampleReader(stream, header);
        long frames = 0;
        int read;
        do
        {
            token.ThrowIfCancellationRequested();
            read = reader.Read(block);
            frames += read;
            if (Excess(frames, maxFrames, wav, limits) is { } tooMuch)
            {
                return tooMuch;
            }

            for (var channel = 0; channel < wav.Channels; channel++)
            {
                resamplers[channel].Process(block[channel].AsSpan(0, read), outputs[channel]);
            }
        }
        while (read == WavSampleReader.BlockFrames);

        for (var channel = 0; channel < wav.Channels; channel++)
        {
            resamplers[channel].Finish(outputs[channel]);
        }

        return frames == 0
            ? new Failure(FailureCodes.AudioNoSamples, "no samples behind the header")
            : new DecodedChannels(
                [.. outputs.Select(output => output.ToArray())],
                TimeSpan.FromSeconds((double)frames / wav.RateHz),
                format,
                header.Warnings);
    }

    private static Failure? Excess(long frames, long maxFrames, WavFormat wav, AudioLimits limits)
    {
        if (frames > maxFrames)
        {
            return new Failure(
                FailureCodes.AudioTooLong,
                FormattableString.Invariant($"more than {limits.MaxDuration.TotalHours:0.##} h of audio, which is the limit"));
        }

        var bytes = Resampler.OutputLength(frames, wav.RateHz) * wav.Channels * sizeof(float);
        return bytes <= limits.MaxMemoryBytes
            ? null
            : new Failure(
                FailureCodes.AudioTooLarge,
                FormattableString.Invariant($"{bytes >> 20} MB of memory needed for {wav.Channels} channels, {limits.MaxMemoryBytes >> 20} MB allowed"));
    }

    private static T[] Each<T>(WavFormat wav, Func<T> make) => [.. Enumerable.Range(0, wav.Channels).Select(_ => make())];
}
