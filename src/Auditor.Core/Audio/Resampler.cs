namespace Auditor.Audio;

/// <summary>Brings one channel to another sample rate, block by block; the result does not depend on the size of the blocks.</summary>
/// <remarks>Output sample n stands at the time of input position n · from / to: nothing is shifted, so times stay those of the file.</remarks>
internal sealed class Resampler
{
    private readonly ResamplerKernel? _kernel;
    private readonly float[] _window;
    private int _filled;

    /// <summary>Input position of the next output sample: window index of the sample at or before it, and the rest in 1/Up.</summary>
    private long _at;
    private int _rest;
    private long _inputs;
    private long _outputs;

    /// <param name="kernel">Shared by the channels of a call; null = the rate is right already.</param>
    /// <param name="maxBlock">Most samples that are put in at once.</param>
    public Resampler(ResamplerKernel? kernel, int maxBlock)
    {
        _kernel = kernel;
        if (kernel is null)
        {
            _window = [];
            return;
        }

        // Before the first sample there is silence.
        _filled = kernel.HalfTaps - 1;
        _at = kernel.HalfTaps - 1;
        _window = new float[(3 * kernel.HalfTaps) + maxBlock];
    }

    /// <summary>A kernel to 16 kHz, or null when nothing is to be done.</summary>
    public static ResamplerKernel? KernelFrom(int rateHz) =>
        rateHz == ChannelAudio.SampleRateHz ? null : new ResamplerKernel(rateHz, ChannelAudio.SampleRateHz);

    /// <summary>Samples at 16 kHz for so many frames at another rate.</summary>
    public static long OutputLength(long frames, int rateHz) => ((frames * ChannelAudio.SampleRateHz) + rateHz - 1) / rateHz;

    public void Process(ReadOnlySpan<float> input, SampleBuffer output)
    {
        _inputs += input.Length;
        if (_kernel is null)
        {
            input.CopyTo(output.Room(input.Length));
            output.Add(input.Length);
            return;
        }

        input.CopyTo(_window.AsSpan(_filled));
        _filled += input.Length;
        Produce(_kernel, output, long.MaxValue);
    }

    /// <summary>The last samples, after which there is silence again.</summary>
    public void Finish(SampleBuffer output)
    {
        if (_kernel is null)
        {
            return;
        }

        var total = ((_inputs * _kernel.Up) + _kernel.Down - 1) / _kernel.Down;
        _window.AsSpan(_filled, _kernel.HalfTaps).Clear();
        _filled += _kernel.HalfTaps;
        Produce(_kernel, output, total);
    }

    private void Produce(ResamplerKernel kernel, SampleBuffer output, long maxTotal)
    {
        // The last of them has all its taps: at + (rest + n · Down) / Up + HalfTaps < filled.
        var possible = (((_filled - kernel.HalfTaps - _at) * kernel.Up) - _rest + kernel.Down - 1) / kernel.Down;
        var room = output.Room((int)Math.Max(0, Math.Min(maxTotal - _outputs, possible)));
        for (var i = 0; i < room.Length; i++)
        {
            room[i] = Sample(kernel, _window.AsSpan((int)_at - kernel.HalfTaps + 1, 2 * kernel.HalfTaps));
            _rest += kernel.Down;
            _at += _rest / kernel.Up;
            _rest %= kernel.Up;
        }

        output.Add(room.Length);
        _outputs += room.Length;
        Forget(kernel);
    }

    private float Sample(ResamplerKernel kernel, ReadOnlySpan<float> taps)
    {
        if (kernel.PhaseCount == kernel.Up)
        {
            return ResamplerDot.Product(taps, kernel.Phase(_rest));
        }

        var phase = (double)_rest * kernel.PhaseCount / kernel.Up;
        var lower = (int)phase;
        var share = (float)(phase - lower);
        return ((1 - share) * ResamplerDot.Product(taps, kernel.Phase(lower)))
            + (share * ResamplerDot.Product(taps, kernel.Phase(lower + 1)));
    }

    /// <summary>Moves what is still needed to the front. When the next output lies beyond the input, the gap is kept in _at.</summary>
    private void Forget(ResamplerKernel kernel)
    {
        var first = (int)Math.Min(_at - kernel.HalfTaps + 1, _filled);
        _window.AsSpan(first, _filled - first).CopyTo(_window);
        _filled -= first;
        _at -= first;
    }
}
