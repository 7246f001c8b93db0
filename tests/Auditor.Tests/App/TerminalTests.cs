using Auditor.App.Terminal;
using Auditor.Pipeline;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>What people see in a terminal.</summary>
public sealed class TerminalTests
{
    private static BatchProgress Progress(int done) => new()
    {
        CallsTotal = 16,
        CallsDone = done,
        Skipped = 0,
        Failed = 0,
        AudioDone = TimeSpan.FromMinutes(done),
        AudioTotal = done == 0 ? null : TimeSpan.FromMinutes(16),
        Elapsed = TimeSpan.FromSeconds(12 * done),
    };

    [Fact]
    public void Progress_tells_calls_sound_speed_and_time_left()
    {
        Assert.Equal("4 of 16 calls, 4.0 of 16.0 min of sound, 5.0 × real time, 2:24 left", ProgressDisplay.Words(Progress(4)));
    }

    [Fact]
    public void Progress_claims_nothing_before_the_first_call_and_no_time_left_after_the_last()
    {
        Assert.Equal("0 of 16 calls, 0.0 min of sound", ProgressDisplay.Words(Progress(0)));
        Assert.DoesNotContain("left", ProgressDisplay.Words(Progress(16)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_names_broken_rules_and_counts_what_cannot_be_told()
    {
        var night = new InventedNight();
        var kinds = night.Night.Rules.Rules.ToDictionary(r => r.Id, r => r.Kind);

        var words = night.Calls.Select(c => NightText.Missing(c.Result, kinds)).ToArray();

        Assert.Equal(["recording, pretext!, 1 cannot tell", "1 cannot tell", "", "recording, pretext!, 1 cannot tell", "audio.silent"], words);
    }
}
