using Auditor.Actions;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Pipeline;

public sealed class BatchRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private Task<AuditStore> OpenAsync() => AuditStore.OpenAsync(new() { Folder = _folder["store"] }, Token);

    private static Task<BatchResult> RunAsync(
        AuditStore store, StubStages stages, string[] names, BatchOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken? token = null) =>
        new BatchRun(store, Basis, new(), stages.Load, TimeProvider.System)
            .RunAsync([.. names.Select(name => Recording(name))], options ?? new(), progress, token ?? Token);

    private static string[] Statuses(BatchResult result) => [.. result.Calls.Select(c => $"{c.Result.Recording.Name} {c.Result.Status} {c.Origin}")];

    [Fact]
    public async Task Every_call_has_a_result_in_the_order_it_came()
    {
        await using var store = await OpenAsync();

        var result = await RunAsync(store, new(), ["a.wav", "broken.wav", "optout.wav", "bug.wav"], new() { Workers = 3 });

        Assert.Equal(
            ["a.wav Compliant ThisRun", "broken.wav Failed ThisRun", "optout.wav Review ThisRun", "bug.wav Failed ThisRun"],
            Statuses(result));
        Assert.Equal((4, 2, 0, 2), (result.Run.Received, result.Run.Audited, result.Run.Skipped, result.Run.Failed));
        Assert.Equal(TimeSpan.FromSeconds(20), result.Run.Audio);
        Assert.Equal(RunState.Done, Assert.Single(await store.Runs.LastAsync(5, Token)).State);
    }

    [Fact]
    public async Task An_opt_out_is_on_the_blacklist_with_the_words_of_both_looks()
    {
        var stages = new StubStages();
        await using var store = await OpenAsync();

        var result = await RunAsync(store, stages, ["optout.wav"]);

        Assert.Equal(OptOutDecision.Written, result.Calls[0].Result.OptOut!.Decision);
        Assert.Equal((Number, BlacklistState.Provisional), (Assert.Single(result.Blacklist).Number, result.Blacklist[0].State));
        Assert.Equal((1, TimeRange.FromMs(2000, 8000)), Assert.Single(stages.Relistened));
        var proof = BlacklistProof.Parse((await store.Blacklist.HistoryAsync(Number, Token))[0].Content.Proof!);
        Assert.Equal("please do not call me", proof.SecondWords);
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
    }

    [Fact]
    public async Task An_opt_out_that_the_second_look_does_not_hear_blocks_nothing()
    {
        await using var store = await OpenAsync();

        var result = await RunAsync(store, new() { SecondLookAgrees = false }, ["optout.wav"]);

        Assert.Equal(OptOutDecision.Proposed, result.Calls[0].Result.OptOut!.Decision);
        Assert.Equal(BlacklistState.Proposed, Assert.Single(result.Blacklist).State);
    }

    [Fact]
    public async Task An_unforeseen_error_fails_its_call_alone_and_tells_no_words()
    {
        await using var store = await OpenAsync();

        var result = await RunAsync(store, new(), ["bug.wav", "a.wav"]);

        Assert.Equal(new Failure(FailureCodes.CallUnexpected, "InvalidDataException"), result.Calls[0].Result.Failure);
        Assert.Equal(CallStatus.Compliant, result.Calls[1].Result.Status);
    }

    [Fact]
    public async Task A_recording_that_is_not_whole_is_never_compliant()
    {
        await using var store = await OpenAsync();

        var result = await RunAsync(store, new() { Warnings = [new(FailureCodes.AudioTruncated, "x")] }, ["a.wav"]);

        Assert.Equal(CallStatus.Review, result.Calls[0].Result.Status);
        Assert.Equal(FailureCodes.AudioTruncated, Assert.Single(result.Calls[0].Result.Warnings).Code);
    }

    [Fact]
    public async Task A_second_run_skips_all_and_loads_no_model()
    {
        string[] names = ["a.wav", "optout.wav", "broken.wav"];
        await using var store = await OpenAsync();
        var first = await RunAsync(store, new(), names);
        var stages = new StubStages();

        var second = await RunAsync(store, stages, names);

        Assert.Equal(0, stages.Loads);
        Assert.Equal((3, 0, 3, 0), (second.Run.Received, second.Run.Audited, second.Run.Skipped, second.Run.Failed));
        Assert.All(second.Calls, call => Assert.Equal(CallOrigin.Store, call.Origin));
        Assert.Equal(first.Calls.Select(c => StoredJson.Write(c.Result)), second.Calls.Select(c => StoredJson.Write(c.Result)));
        Assert.Equal(1, Assert.Single(second.Blacklist).Events);
    }

    [Fact]
    public async Task Only_new_calls_are_worked_on()
    {
        await using var store = await OpenAsync();
        await RunAsync(store, new(), ["a.wav"]);
        var stages = new StubStages();

        await RunAsync(store, stages, ["a.wav", "b.wav"]);

        Assert.Equal(["b.wav"], stages.Transcribed);
    }

    [Fact]
    public async Task Auditing_again_adds_results_and_blacklists_once()
    {
        await using var store = await OpenAsync();
        await RunAsync(store, new(), ["optout.wav"]);

        var again = await RunAsync(store, new(), ["optout.wav"], new() { KnownCalls = KnownCalls.AuditAgain });

        Assert.Equal((2, CallOrigin.ThisRun), (again.Calls[0].Result.Revision, again.Calls[0].Origin));
        Assert.Equal(1, Assert.Single(again.Blacklist).Events);
        Assert.Equal(1, again.Run.Audited);
    }

    [Fact]
    public async Task Other_rules_give_a_new_result_beside_the_old_one()
    {
        await using var store = await OpenAsync();
        await RunAsync(store, new(), ["a.wav"]);
        var stages = new StubStages();

        await new BatchRun(store, Basis with { RulePack = "core 2" }, new(), stages.Load, TimeProvider.System).RunAsync([Recording("a.wav")], new(), null, Token);

        Assert.Equal(["a.wav"], stages.Transcribed);
        Assert.NotNull((await store.Results.HistoryAsync(Recording("a.wav"), Provenance.Of(Recording("a.wav"), Basis, new()), Token)).Latest);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_the_real_run_does_its_work()
    {
        await using var store = await OpenAsync();

        var dry = await RunAsync(store, new(), ["optout.wav", "a.wav"], new() { Effects = BatchEffects.DryRun });

        Assert.Equal(OptOutDecision.Written, dry.Calls[0].Result.OptOut!.Decision);
        Assert.Equal(2, dry.Run.Audited);
        Assert.Empty(dry.Blacklist);
        Assert.Empty(await store.Runs.LastAsync(5, Token));
        Assert.Empty(await store.Results.LastAsync(5, Token));
        var real = await RunAsync(store, new(), ["optout.wav", "a.wav"]);
        Assert.Equal(2, real.Run.Audited);
        Assert.Single(real.Blacklist);
    }

    [Fact]
    public async Task A_dry_run_shows_what_is_known_without_working_again()
    {
        await using var store = await OpenAsync();
        await RunAsync(store, new(), ["a.wav"]);

        var dry = await RunAsync(store, new(), ["a.wav"], new() { Effects = BatchEffects.DryRun });

        Assert.Equal(CallOrigin.Store, dry.Calls[0].Origin);
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_tried_again_three_times()
    {
        await using var store = await OpenAsync();
        var origins = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var result = await RunAsync(store, new(), ["broken-decoder.mp3"]);
            Assert.Equal(FailureCodes.AudioDecoderMissing, result.Calls[0].Result.Failure!.Code);
            origins.Add($"{result.Calls[0].Origin} {result.Calls[0].Result.Revision}");
        }

        Assert.Equal(["ThisRun 1", "ThisRun 2", "ThisRun 3", "Store 3"], origins);
    }

    [Fact]
    public async Task A_failure_that_the_bytes_cause_is_not_tried_again()
    {
        await using var store = await OpenAsync();
        await RunAsync(store, new(), ["broken.wav"]);

        Assert.Equal(CallOrigin.Store, (await RunAsync(store, new(), ["broken.wav"])).Calls[0].Origin);
    }

    [Fact]
    public async Task A_call_whose_worker_died_three_times_is_set_aside_until_asked_for_again()
    {
        await using var store = await OpenAsync();
        var provenance = Provenance.Of(Recording("poison.wav"), Basis, new());
        for (var i = 0; i < 3; i++)
        {
            await store.Results.CountAttemptAsync(Recording("poison.wav"), provenance, Noon, Token);
        }

        var stages = new StubStages();
        var result = await RunAsync(store, stages, ["poison.wav", "a.wav"]);

        Assert.Equal(FailureCodes.CallSetAside, result.Calls[0].Result.Failure!.Code);
        Assert.Equal(["a.wav"], stages.Transcribed);
        Assert.Equal(CallOrigin.Store, (await RunAsync(store, stages, ["poison.wav"])).Calls[0].Origin);
        var again = await RunAsync(store, stages, ["poison.wav"], new() { KnownCalls = KnownCalls.AuditAgain });
        Assert.Equal(CallStatus.Compliant, again.Calls[0].Result.Status);
    }

    [Fact]
    public async Task A_stop_keeps_what_is_finished_and_leaves_no_trace_of_the_rest()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var stages = new StubStages
        {
            OnTranscribe = (name, token) =>
            {
                if (name == "c.wav")
                {
                    stop.Cancel();
                    token.ThrowIfCancellationRequested();
                }
            },
        };
        await using var store = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(store, stages, ["a.wav", "optout.wav", "c.wav", "d.wav"], token: stop.Token));

        Assert.Equal(["a.wav", "optout.wav", "c.wav"], stages.Transcribed);
        Assert.Equal(2, (await store.Results.LastAsync(10, Token)).Count);
        var run = Assert.Single(await store.Runs.LastAsync(5, Token));
        Assert.Equal((RunState.Interrupted, 2), (run.State, run.Audited));
        Assert.Equal(0, (await store.Results.HistoryAsync(Recording("c.wav"), Provenance.Of(Recording("c.wav"), Basis, new()), Token)).Attempts);
        var rest = new StubStages();
        await RunAsync(store, rest, ["a.wav", "optout.wav", "c.wav", "d.wav"]);
        Assert.Equal(["c.wav", "d.wav"], rest.Transcribed);
    }

    [Fact]
    public async Task What_fails_because_of_the_stop_is_no_failure()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var stages = new StubStages
        {
            OnTranscribe = (_, _) =>
            {
                stop.Cancel();
                throw new InvalidOperationException("the model run was terminated");
            },
        };
        await using var store = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(store, stages, ["a.wav"], token: stop.Token));

        Assert.Empty(await store.Results.LastAsync(10, Token));
    }

    [Fact]
    public async Task A_cancellation_of_somebody_else_is_no_stop()
    {
        await using var store = await OpenAsync();
        var stages = new StubStages { OnTranscribe = (_, _) => throw new OperationCanceledException() };

        var result = await RunAsync(store, stages, ["a.wav"]);

        Assert.Equal(FailureCodes.CallUnexpected, result.Calls[0].Result.Failure!.Code);
    }

    [Fact]
    public async Task A_call_that_was_worked_through_is_stored_although_the_stop_came_meanwhile()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var store = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(store, new() { OnTranscribe = (_, _) => stop.Cancel() }, ["a.wav", "b.wav"], token: stop.Token));

        Assert.Equal("a.wav", Assert.Single(await store.Results.LastAsync(10, Token)).Recording.Name);
    }

    [Fact]
    public async Task A_fault_of_the_set_up_stops_the_batch()
    {
        await using var store = await OpenAsync();
        var batch = new BatchRun(store, Basis, new(), () => throw new InvalidDataException("a flipped bit"), TimeProvider.System);

        await Assert.ThrowsAsync<InvalidDataException>(() => batch.RunAsync([Recording()], new(), null, Token));

        Assert.Equal(RunState.Interrupted, Assert.Single(await store.Runs.LastAsync(5, Token)).State);
        Assert.Empty(await store.Results.LastAsync(5, Token));
    }

    [Fact]
    public async Task A_batch_of_nothing_is_done()
    {
        await using var store = await OpenAsync();

        Assert.Empty((await RunAsync(store, new(), [])).Calls);
    }

    [Fact]
    public async Task The_same_call_twice_is_a_mistake_of_the_caller()
    {
        await using var store = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(store, new(), ["a.wav", "a.wav"]));
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_there_are_workers_and_all_workers_work()
    {
        var inFlight = 0;
        var most = 0;
        using var both = new Barrier(2);
        var stages = new StubStages
        {
            OnTranscribe = (_, token) =>
            {
                var now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);

                // Passes only when two calls are at this point together.
                Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30), token));
                Interlocked.Decrement(ref inFlight);
            },
        };
        await using var store = await OpenAsync();

        var result = await RunAsync(store, stages, [.. Enumerable.Range(0, 8).Select(i => $"{i}.wav")], new() { Workers = 2 });

        Assert.All(result.Calls, call => Assert.Equal(CallStatus.Compliant, call.Result.Status));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Two_runs_over_the_same_calls_at_once_store_each_call_once()
    {
        var names = Enumerable.Range(0, 12).Select(i => $"optout{i}.wav").ToArray();
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();

        var results = await Task.WhenAll(
            Task.Run(() => RunAsync(one, new(), names), Token),
            Task.Run(() => RunAsync(other, new(), names, new() { Workers = 2 }), Token));

        Assert.All(results, result => Assert.Equal(12, result.Run.Audited + result.Run.Skipped));
        Assert.Equal(12, results.Sum(result => result.Run.Audited));
        Assert.Equal(12, (await one.Blacklist.HistoryAsync(Number, Token)).Count);
        Assert.Null(await one.Blacklist.VerifyAsync(Token));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
