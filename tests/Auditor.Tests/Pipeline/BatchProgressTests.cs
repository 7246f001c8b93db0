using Auditor.Pipeline;
using Auditor.Storage;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Pipeline;

public sealed class BatchProgressTests
{
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }

    private sealed class Reports : List<BatchProgress>, IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => Add(value);
    }

    [Fact]
    public async Task Reports_rise_to_the_end()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        await using var store = await AuditStore.OpenAsync(new() { Folder = folder["store"] }, token);
        var batch = new BatchRun(store, Basis, new(), new StubStages().Load, TimeProvider.System);
        await batch.RunAsync([Recording("a.wav")], new(), null, token);
        var reports = new Reports();

        await batch.RunAsync(
            [Recording("a.wav"), Recording("broken.wav"), .. Enumerable.Range(0, 6).Select(i => Recording($"{i}.wav"))],
            new() { Workers = 3 },
            reports,
            token);

        Assert.Equal(Enumerable.Range(1, 8), reports.Select(r => r.CallsDone));
        Assert.Equal(reports.Select(r => r.AudioDone).Order(), reports.Select(r => r.AudioDone));
        Assert.Equal((8, 8, 1, 1), (reports[^1].CallsTotal, reports[^1].CallsDone, reports[^1].Skipped, reports[^1].Failed));
        Assert.Equal(TimeSpan.FromSeconds(60), reports[^1].AudioDone);
        Assert.Equal(TimeSpan.FromSeconds(60), reports[^1].AudioTotal);
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
    }

    [Fact]
    public void The_time_left_follows_from_the_bytes_left_of_each_kind_of_file()
    {
        var clock = new Clock();
        var reports = new Reports();
        var meter = new ProgressMeter(5, clock, reports);
        var wav = Recording("a.wav") with { Bytes = 1000 };
        var mp3 = Recording("a.mp3") with { Bytes = 100 };
        meter.Begin(1, [wav, wav, mp3, mp3]);
        Assert.Null(reports[^1].TimeLeft);

        clock.Elapsed = TimeSpan.FromSeconds(2);
        meter.Finish(Done(wav, 20));
        Assert.Equal((20 + 20 + 4, 10), (reports[^1].AudioTotal!.Value.TotalSeconds, reports[^1].RealTimeFactor));

        clock.Elapsed = TimeSpan.FromSeconds(6);
        meter.Finish(Done(mp3, 40));
        Assert.Equal(20 + 40 + 20 + 40, reports[^1].AudioTotal!.Value.TotalSeconds);
        Assert.Equal(6, reports[^1].TimeLeft!.Value.TotalSeconds);
    }

    private static BatchCall Done(Auditor.Recordings.Recording recording, int seconds) => new(
        new()
        {
            Recording = recording,
            RunId = "r",
            Provenance = "p",
            FinishedAt = Noon,
            Status = Auditor.Actions.CallStatus.Compliant,
            Duration = TimeSpan.FromSeconds(seconds),
        },
        CallOrigin.ThisRun);
}
