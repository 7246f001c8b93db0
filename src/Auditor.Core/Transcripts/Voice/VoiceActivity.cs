using Auditor.Audio;
using Auditor.Models;

namespace Auditor.Transcripts.Voice;

/// <summary>Silero's voice activity detector: the probability of speech for every 32 ms of a channel.</summary>
public sealed class VoiceActivity : IDisposable
{
    public const int FrameSamples = 512;

    private const int ContextSamples = 64;
    private const int StateSize = 2 * 128;

    private readonly OnnxModel _model;

    public VoiceActivity(ModelFolder folder) =>
        _model = OnnxModel.Open(folder.PathOf("vad/silero_vad_16k.onnx"), ["input", "state", "sr"], ["output", "stateN"]);

    public static TimeSpan FrameDuration { get; } = TimeSpan.FromSeconds((double)FrameSamples / ChannelAudio.SampleRateHz);

    /// <summary>Time spent inside the runtime so far, over all threads.</summary>
    public TimeSpan RunTime => _model.RunTime;

    /// <returns>One probability a frame; the last frame is filled up with silence.</returns>
    public float[] Probabilities(ReadOnlySpan<float> samples, CancellationToken token)
    {
        var probabilities = new float[(samples.Length + FrameSamples - 1) / FrameSamples];
        var chunk = new float[ContextSamples + FrameSamples];
        using var input = Tensor.Over<float>(chunk, 1, chunk.Length);
        using var rate = Tensor.Over<long>(new long[] { ChannelAudio.SampleRateHz });
        var state = Tensor.Over<float>(new float[StateSize], 2, 1, 128);
        try
        {
            for (var frame = 0; frame < probabilities.Length; frame++)
            {
                var sound = samples[(frame * FrameSamples)..Math.Min(samples.Length, (frame + 1) * FrameSamples)];
                chunk.AsSpan(^ContextSamples..).CopyTo(chunk);
                sound.CopyTo(chunk.AsSpan(ContextSamples));
                chunk.AsSpan(ContextSamples + sound.Length).Clear();
                var results = _model.Run([input, state, rate], token);
                probabilities[frame] = results[0].Data[0];
                results[0].Dispose();
                state.Dispose();
                state = results[1];
            }
        }
        finally
        {
            state.Dispose();
        }

        return probabilities;
    }

    public void Dispose() => _model.Dispose();
}
