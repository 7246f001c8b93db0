using Auditor.Audio;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Audio;

/// <summary>Files as recordings, read as the program reads them.</summary>
internal static class CallFile
{
    public static Result<CallAudio> Read(string path, ChannelMap channels = ChannelMap.Unknown, AudioOptions? options = null) =>
        ReadUntil(path, channels, options ?? new AudioOptions(), TestContext.Current.CancellationToken);

    public static Result<CallAudio> ReadUntil(string path, ChannelMap channels, AudioOptions options, CancellationToken token)
    {
        var facts = new CallFacts { Channels = channels };
        return CallAudioReader.Read(new Recording("id", path, Path.GetFileName(path), new FileInfo(path).Length, facts), options, token);
    }

    /// <summary>Amplitude of one frequency in a signal, by correlation with it (Goertzel).</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double hz, int rateHz)
    {
        double real = 0, imaginary = 0;
        for (var n = 0; n < samples.Length; n++)
        {
            real += samples[n] * Math.Cos(2 * Math.PI * hz * n / rateHz);
            imaginary += samples[n] * Math.Sin(2 * Math.PI * hz * n / rateHz);
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / samples.Length;
    }

    public static double Rms(ReadOnlySpan<float> samples)
    {
        double squares = 0;
        foreach (var sample in samples)
        {
            squares += (double)sample * sample;
        }

        return Math.Sqrt(squares / samples.Length);
    }
}
