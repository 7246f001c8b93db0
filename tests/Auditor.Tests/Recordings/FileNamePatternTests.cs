using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Recordings;

public sealed class FileNamePatternTests
{
    [Fact]
    public void Facts_are_read_from_the_name_of_a_file()
    {
        var pattern = FileNamePattern.Parse("{started_at:yyyyMMdd-HHmmss}_{agent_id}_{customer_number}_{direction}").Value;

        var facts = pattern.Read("archive/20261116-140512_PL-114_+48225550112_out.wav");

        Assert.NotNull(facts);
        Assert.Equal("2026-11-16T14:05:12.000", facts["started_at"]);
        Assert.Equal("PL-114", facts["agent_id"]);
        Assert.Equal("+48225550112", facts["customer_number"]);
        Assert.Equal("out", facts["direction"]);
    }

    [Fact]
    public void Folders_take_part_when_the_pattern_has_a_slash()
    {
        var pattern = FileNamePattern.Parse("{campaign}/{*}-{agentId}").Value;

        Assert.Equal("solar", pattern.Read("2026/solar/x-77.mp3")!["campaign"]);
        Assert.Equal("77", pattern.Read("2026/solar/x-77.mp3")!["agent_id"]);
        Assert.Null(pattern.Read("x-77.mp3"));
    }

    [Fact]
    public void Seconds_since_1970_are_a_time()
    {
        var pattern = FileNamePattern.Parse("{*}-{started_at:unix}.{*}").Value;

        Assert.Equal("2026-11-16T13:05:12.0000000+00:00", pattern.Read("q-1794834312.4711.wav")!["started_at"]);
    }

    [Fact]
    public void Signs_in_a_pattern_are_literal()
    {
        var pattern = FileNamePattern.Parse("({language})+[{country}].*").Value;

        Assert.Equal("pl", pattern.Read("(pl)+[PL].*.wav")!["language"]);
        Assert.Null(pattern.Read("(pl)+[PL]xy.wav"));
    }

    [Theory]
    [InlineData("no facts")]
    [InlineData("{nonsense}")]
    [InlineData("{file}")]
    [InlineData("{agent_id}-{agent_id}")]
    [InlineData("{agent_id")]
    [InlineData("{agent_id:D4}")]
    [InlineData("{started_at:Q}")]
    [InlineData("{}{agent}")]
    public void A_wrong_pattern_is_refused(string text) =>
        Assert.Equal("facts.bad-pattern", FileNamePattern.Parse(text).Failure?.Code);

    [Fact]
    public void A_hostile_name_does_not_hold_up_the_intake()
    {
        var pattern = FileNamePattern.Parse("{agent}_{campaign}_{agent_id}_{disposition}_end").Value;
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Null(pattern.Read(string.Concat(Enumerable.Repeat("a_", 2_000)) + ".wav"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }
}
