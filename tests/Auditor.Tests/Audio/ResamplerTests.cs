using Auditor.Audio;
using Xunit;

namespace Auditor.Tests.Audio;

public sealed class ResamplerTests
{
    public static readonly TheoryData<int> Rates = [4_000, 6_000, 8_000, 11_025, 11_027, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000, 383_999];

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_length_is_that_of_the_time(int rateHz)
    {
        var kernel = Resampler.KernelFrom(rateHz);
        foreach (var frames in new[] { 1, 2, 100, 4_095, 4_096, 4_097, 20_011 })
        {
            var length = Resample(new float[frames], rateHz, kernel).Length;

            Assert.Equal(((frames * 16_000L) + rateHz - 1) / rateHz, length);
            Assert.Equal(Resampler.OutputLength(frames, rateHz), length);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Silence_stays_silent(int rateHz) =>
        Assert.All(Resample(new float[20_000], rateHz), sample => Assert.Equal(0, sample));

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_constant_stays_as_it_is(int rateHz)
    {
        var level = Resample(Enumerable.Repeat(0.25f, rateHz).ToArray(), rateHz);

        Assert.All(level[1_000..^1_000], sample => Assert.Equal(0.25, sample, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_sine_keeps_its_pitch_its_level_and_its_place_up_to_nine_tenths_of_the_band(int rateHz)
    {
        var kernel = Resampler.KernelFrom(rateHz);
        var edge = 0.9 * Math.Min(rateHz, 16_000) / 2;
        foreach (var hz in new[] { 100, 0.5 * edge, edge })
        {
            var actual = Resample(WavFile.Sine(hz, 0.5, rateHz), rateHz, kernel)[1_000..^1_000];
            var expected = WavFile.Sine(hz, 1.01, 16_000)[1_000..(1_000 + actual.Length)];

            // 60 dB below the signal: level, pitch and time are the same at once.
            Assert.True(CallFile.Rms(Difference(expected, actual)) < 0.001 * CallFile.Rms(expected), $"{hz} Hz from {rateHz} Hz");
        }
    }

    [Theory]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    [InlineData(383_999)]
    public void What_lies_above_the_band_does_not_come_back_as_another_tone(int rateHz)
    {
        var kernel = Resampler.KernelFrom(rateHz);
        foreach (var hz in new[] { 8_000.0, 8_500, 9_600, (rateHz / 2) - 500 })
        {
            var leaked = CallFile.Rms(Resample(WavFile.Sine(hz, 0.5, rateHz), rateHz, kernel).AsSpan()[1_000..^1_000]);

            Assert.True(20 * Math.Log10(leaked / CallFile.Rms(WavFile.Sine(hz, 1, rateHz))) < -80, $"{hz} Hz at {rateHz} Hz");
        }
    }

    [Fact]
    public void Raising_the_rate_leaves_no_image_above_the_old_band()
    {
        var raised = Resample(WavFile.Sine(3_400, 1, 8_000), 8_000)[1_000..^1_000];

        Assert.True(CallFile.Amplitude(raised, 4_600, 16_000) < 0.5e-4);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(11_027)]
    public void The_size_of_the_blocks_makes_no_difference(int rateHz)
    {
        var noise = WavFile.Noise(9, 1.5, rateHz);
        var kernel = Resampler.KernelFrom(rateHz);
        var whole = Resample(noise, rateHz, kernel);

        foreach (var block in new[] { 1, 7, 160, 1_000 })
        {
            Assert.Equal(whole, Resample(noise, rateHz, kernel, block));
        }
    }

    [Fact]
    public void Nothing_is_done_at_the_right_rate()
    {
        var noise = WavFile.Noise(9, 1, 16_000);

        Assert.Equal(noise, Resample(noise, 16_000));
    }

    [Fact]
    public void Reading_on_allocates_nothing()
    {
        var kernel = Resampler.KernelFrom(8_000);
        var resampler = new Resampler(kernel, WavSampleReader.BlockFrames);
        var output = new SampleBuffer(10_000_000);
        var block = WavFile.Noise(1, 0.512, 8_000);
        resampler.Process(block, output);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            resampler.Process(block, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Difference(float[] left, float[] right) => [.. left.Zip(right, (a, b) => a - b)];

    private static float[] Resample(float[] input, int rateHz) => Resample(input, rateHz, Resampler.KernelFrom(rateHz));

    private static float[] Resample(float[] input, int rateHz, ResamplerKernel? kernel, int block = 4_096)
    {
        var resampler = new Resampler(kernel, block);
        var output = new SampleBuffer(Resampler.OutputLength(input.Length, rateHz));
        foreach (var part in input.Chunk(block))
        {
            resampler.Process(part, output);
        }

        resampler.Finish(output);
        return output.ToArray();
    }
}
