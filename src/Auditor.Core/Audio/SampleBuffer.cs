namespace Auditor.Audio;

/// <summary>Samples of one channel while they come in.</summary>
internal sealed class SampleBuffer(long expected)
{
    /// <summary>Files whose length is not known begin with 30 s.</summary>
    private const int DefaultCapacity = 30 * ChannelAudio.SampleRateHz;

    private float[] _samples = new float[expected > 0 ? expected : DefaultCapacity];

    public int Count { get; private set; }

    /// <summary>Room for more samples; <see cref="Add(int)"/> says how many were written.</summary>
    public Span<float> Room(int samples)
    {
        if (_samples.Length - Count < samples)
        {
            Array.Resize(ref _samples, Math.Max(Count + samples, _samples.Length + (_samples.Length / 2)));
        }

        return _samples.AsSpan(Count, samples);
    }

    public void Add(int samples) => Count += samples;

    /// <summary>The samples without spare room; the buffer is not used afterwards.</summary>
    public float[] ToArray() => _samples.Length == Count ? _samples : _samples[..Count];
}
