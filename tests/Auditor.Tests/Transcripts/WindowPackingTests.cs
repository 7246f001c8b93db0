using Auditor.Transcripts.Voice;
using Xunit;

namespace Auditor.Tests.Transcripts;

public sealed class WindowPackingTests
{
    private const int Second = 16_000;
    private static readonly PackingOptions Options = new();

    [Fact]
    public void Long_pauses_shrink_to_the_gap_and_short_ones_stay()
    {
        var window = Assert.Single(WindowPacking.Pack([Segment(1, 3), Segment(3.2, 5), Segment(20, 22)], Options));

        Assert.Equal([0, (int)(2.2 * Second), (int)(4.5 * Second)], window.Segments.Select(s => s.At));
    }

    [Fact]
    public void No_window_is_longer_than_the_recogniser_takes_and_no_segment_is_lost()
    {
        var segments = Enumerable.Range(0, 40).Select(i => Segment(i * 5, (i * 5) + 1 + (i % 4))).ToList();

        var windows = WindowPacking.Pack(segments, Options);

        Assert.All(windows, w => Assert.InRange(w.Duration, TimeSpan.Zero, Options.MaxWindow));
        Assert.Equal(segments, windows.SelectMany(w => w.Segments).Select(s => s.Segment));
    }

    [Fact]
    public void A_little_more_than_one_window_becomes_two_of_about_the_same_length()
    {
        var segments = Enumerable.Range(0, 10).Select(i => Segment(i * 10, (i * 10) + 2.6)).ToList();

        var windows = WindowPacking.Pack(segments, Options);

        Assert.Equal(2, windows.Count);
        Assert.InRange(windows[1].Duration / windows[0].Duration, 0.7, 1.4);
    }

    [Fact]
    public void The_sound_of_a_window_is_the_channel_at_the_mapped_places()
    {
        var channel = Enumerable.Range(0, 10 * Second).Select(i => (float)i).ToArray();
        var window = Assert.Single(WindowPacking.Pack([Segment(1, 2), Segment(6, 7)], Options));

        var sound = window.Sound(channel);

        Assert.Equal(1 * Second, sound[0]);
        Assert.Equal(6 * Second, sound[window.Segments[1].At]);
        Assert.Equal(0, sound[Second + 100]);
    }

    [Fact]
    public void Nothing_packs_into_nothing()
    {
        Assert.Empty(WindowPacking.Pack([], Options));
    }

    private static SpeechSegment Segment(double start, double end) =>
        new((int)(start * Second), (int)(end * Second), (int)(start * Second), (int)(end * Second), 1);
}
