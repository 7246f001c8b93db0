using Auditor.Transcripts.Voice;
using Xunit;

namespace Auditor.Tests.Transcripts;

public sealed class ToneGateTests
{
    [Theory]
    [InlineData(425, 425)]
    [InlineData(440, 480)]
    [InlineData(770, 1336)]
    [InlineData(1100, 1100)]
    public void Ring_back_DTMF_and_fax_are_tonal(double first, double second)
    {
        var tone = Sound(t => (0.2 * Math.Sin(2 * Math.PI * first * t)) + (0.2 * Math.Sin(2 * Math.PI * second * t)));

        Assert.True(ToneGate.TonalShare(tone) > 0.95);
    }

    [Fact]
    public void A_voice_like_sound_with_moving_pitch_and_overtones_is_not()
    {
        var voice = Sound(t => Enumerable.Range(1, 12).Sum(h => 0.1 / h * Math.Sin(2 * Math.PI * h * ((150 * t) + (12 * Math.Sin(5 * t))))));

        Assert.True(ToneGate.TonalShare(voice) < 0.2);
    }

    [Fact]
    public void Noise_and_silence_are_not()
    {
        var random = new Random(1);

        Assert.True(ToneGate.TonalShare(Sound(_ => (random.NextDouble() - 0.5) * 0.2)) < 0.05);
        Assert.Equal(0, ToneGate.TonalShare(new float[16_000]));
    }

    private static float[] Sound(Func<double, double> wave) =>
        [.. Enumerable.Range(0, 32_000).Select(i => (float)wave(i / 16_000.0))];
}
