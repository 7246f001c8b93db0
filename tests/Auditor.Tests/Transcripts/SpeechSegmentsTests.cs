using Auditor.Transcripts.Voice;
using Xunit;

namespace Auditor.Tests.Transcripts;

public sealed class SpeechSegmentsTests
{
    private const int Frame = VoiceActivity.FrameSamples;
    private static readonly VoiceOptions Options = new();

    [Fact]
    public void A_pause_ends_a_segment_and_a_dip_does_not()
    {
        var segments = Find([.. Run(0, 20), .. Run(1, 30), .. Run(0.1f, 5), .. Run(1, 30), .. Run(0, 40), .. Run(1, 10), .. Run(0, 20)]);

        Assert.Equal([(20, 85), (125, 135)], segments.Select(s => (s.VoiceStart / Frame, s.VoiceEnd / Frame)));
    }

    [Fact]
    public void A_click_is_no_speech_but_a_short_no_is()
    {
        var segments = Find([.. Run(0, 30), .. Run(1, 2), .. Run(0, 30), .. Run(1, 5), .. Run(0, 30)]);

        Assert.Equal(62, Assert.Single(segments).VoiceStart / Frame);
    }

    [Fact]
    public void Padding_stays_in_the_file_and_never_overlaps()
    {
        var segments = Find([.. Run(1, 20), .. Run(0, 12), .. Run(1, 20)]);

        Assert.Equal(2, segments.Count);
        Assert.Equal(0, segments[0].Start);
        Assert.True(segments[0].End <= segments[1].Start);
        Assert.Equal(52 * Frame, segments[1].End);
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_where_the_voice_is_weakest()
    {
        float[] speech = [.. Run(1, 700), 0.4f, .. Run(1, 699)];

        var segments = Find(speech);

        Assert.Equal(700, segments[0].VoiceEnd / Frame);
        Assert.All(segments, s => Assert.True(s.Length <= (Options.MaxSegment.TotalSeconds + 1) * 16_000));
        Assert.Equal(1400, segments[^1].VoiceEnd / Frame);
    }

    [Fact]
    public void Silence_has_no_segments()
    {
        Assert.Empty(Find(Run(0.01f, 500)));
        Assert.Empty(Find([]));
    }

    private static IReadOnlyList<SpeechSegment> Find(float[] probabilities) =>
        SpeechSegments.Find(probabilities, probabilities.Length * Frame, Options);

    private static float[] Run(float probability, int frames) => [.. Enumerable.Repeat(probability, frames)];
}
