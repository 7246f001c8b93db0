using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Storage;

/// <summary>What every store must do, whatever the database under it.</summary>
public abstract class StoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly RunRecord Run = new() { Id = "run-1", StartedAt = Noon, ProgramVersion = "0.0-test", Received = 3 };

    /// <summary>Opens the test's store; a second call opens the same one.</summary>
    protected abstract Task<AuditStore> OpenAsync();

    /// <summary>A connection past all our code, as somebody with a database tool would have it.</summary>
    private protected abstract Task<AuditDb> OpenDirectlyAsync();

    private static CallResult Result(Recording recording, ActionPlan plan, string provenance = "p1", int revision = 1) => new()
    {
        Recording = recording,
        RunId = Run.Id,
        Provenance = provenance,
        Revision = revision,
        FinishedAt = Noon.AddMinutes(5),
        Status = plan.Status,
        Language = "en",
        Duration = TimeSpan.FromSeconds(10),
        Warnings = [new(FailureCodes.AudioTruncated, "9 s of 10 s")],
        Outcomes = [Outcome("core.recording", OutcomeValue.Said), Outcome("core.price", OutcomeValue.NotSaid, violation: true)],
        OptOut = plan.OptOut,
    };

    private async Task<AuditStore> OpenWithRunAsync()
    {
        var store = await OpenAsync();
        await store.Runs.BeginAsync(Run, Token);
        return store;
    }

    private static async Task<CallResult> CommitAsync(AuditStore store, Recording recording, int revision = 1, SecondLook? secondLook = null)
    {
        var plan = Plan(recording, Assessment(OptOut()), secondLook ?? Agreement);
        return await store.Results.CommitAsync(Result(recording, plan, revision: revision), Transcript(), plan.Events, ResultFinality.Lasting, Token);
    }

    private static string Text(CallResult result) => StoredJson.Write(result);

    [Fact]
    public async Task A_result_comes_back_as_it_was_stored()
    {
        await using var store = await OpenWithRunAsync();
        var stored = await CommitAsync(store, Recording());

        var history = await store.Results.HistoryAsync(Recording(), "p1", Token);

        Assert.Equal(Text(stored), Text(history.Latest!));
        Assert.Equal(0, history.Attempts);
        Assert.Equal(StoredJson.Write(Transcript()), StoredJson.Write(await store.Results.TranscriptAsync(stored, Token)));
    }

    [Fact]
    public async Task A_failed_call_comes_back_with_its_failure()
    {
        await using var store = await OpenWithRunAsync();
        var failed = new CallResult
        {
            Recording = Recording(facts: CallFacts.None),
            RunId = Run.Id,
            Provenance = "p1",
            FinishedAt = Noon,
            Status = CallStatus.Failed,
            Failure = new(FailureCodes.AudioEmpty, "0 bytes"),
        };
        await store.Results.CommitAsync(failed, null, [], ResultFinality.Lasting, Token);

        var history = await store.Results.HistoryAsync(failed.Recording, "p1", Token);

        Assert.Equal(failed.Failure, history.Latest!.Failure);
        Assert.Null(await store.Results.TranscriptAsync(failed, Token));
    }

    [Fact]
    public async Task Another_provenance_has_no_result()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());

        Assert.Null((await store.Results.HistoryAsync(Recording(), "p2", Token)).Latest);
        Assert.Null((await store.Results.HistoryAsync(Recording("other.wav"), "p1", Token)).Latest);
    }

    [Fact]
    public async Task A_result_that_is_there_already_is_given_back_instead_of_a_second_one()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());

        var again = await CommitAsync(store, Recording(), secondLook: Agreement with { Score = 0.5f });

        Assert.Equal(0.97f, again.OptOut!.SecondLook!.Score);
        Assert.Single(await store.Results.LastAsync(10, Token));
    }

    [Fact]
    public async Task A_repeated_audit_stands_beside_the_old_result_and_blacklists_once()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());
        await CommitAsync(store, Recording(), revision: 2);

        Assert.Equal(2, (await store.Results.HistoryAsync(Recording(), "p1", Token)).Latest!.Revision);
        Assert.Single(await store.Blacklist.HistoryAsync(Number, Token));
        await using var db = await OpenDirectlyAsync();
        Assert.Equal(2, await db.Results.CountAsync(Token));
    }

    [Fact]
    public async Task The_last_results_are_one_for_each_call_the_newest_first()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording("a.wav"));
        await CommitAsync(store, Recording("b.wav"));
        await CommitAsync(store, Recording("a.wav"), revision: 2);

        var last = await store.Results.LastAsync(10, Token);

        Assert.Equal([("a.wav", 2), ("b.wav", 1)], last.Select(r => (r.Recording.Name, r.Revision)));
        Assert.Single(await store.Results.LastAsync(1, Token));
    }

    [Fact]
    public async Task A_moved_recording_is_the_same_call_at_its_new_place()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());
        await CommitAsync(store, Recording() with { Path = "/elsewhere/call.wav" }, revision: 2);

        Assert.Equal("/elsewhere/call.wav", Assert.Single(await store.Results.LastAsync(10, Token)).Recording.Path);
    }

    [Fact]
    public async Task Attempts_are_counted_released_and_forgotten()
    {
        await using var store = await OpenWithRunAsync();
        var call = Recording();
        Assert.Equal(1, await store.Results.CountAttemptAsync(call, "p1", Noon, Token));
        Assert.Equal(2, await store.Results.CountAttemptAsync(call, "p1", Noon, Token));
        Assert.Equal(1, await store.Results.CountAttemptAsync(call, "p2", Noon, Token));

        await store.Results.ReleaseAttemptAsync(call, "p1", Token);
        Assert.Equal(1, (await store.Results.HistoryAsync(call, "p1", Token)).Attempts);

        await store.Results.ForgetAttemptsAsync(call, "p1", Token);
        Assert.Equal(0, (await store.Results.HistoryAsync(call, "p1", Token)).Attempts);
        Assert.Equal(1, (await store.Results.HistoryAsync(call, "p2", Token)).Attempts);
    }

    [Fact]
    public async Task A_result_that_is_to_be_repeated_leaves_the_count_of_attempts()
    {
        await using var store = await OpenWithRunAsync();
        var plan = Plan(Recording(), Assessment());
        await store.Results.CountAttemptAsync(Recording(), "p1", Noon, Token);
        await store.Results.CommitAsync(Result(Recording(), plan), null, [], ResultFinality.ToBeRepeated, Token);

        Assert.Equal(1, (await store.Results.HistoryAsync(Recording(), "p1", Token)).Attempts);
    }

    [Fact]
    public async Task When_the_blacklist_refuses_an_event_nothing_of_the_call_is_stored()
    {
        await using var store = await OpenWithRunAsync();
        var plan = Plan(Recording(), Assessment(OptOut()), Agreement);
        var bad = Draft(BlacklistEventKind.Rejected) with { Reason = "" };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            store.Results.CommitAsync(Result(Recording(), plan), Transcript(), [.. plan.Events, bad], ResultFinality.Lasting, Token));

        Assert.Null((await store.Results.HistoryAsync(Recording(), "p1", Token)).Latest);
        Assert.Null(await store.Blacklist.CheckAsync(Number, Token));
    }

    [Fact]
    public async Task A_number_is_checked_and_its_history_keeps_the_proof()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());
        await store.Blacklist.AppendAsync([Draft(BlacklistEventKind.Confirmed)], Noon.AddHours(1), Token);

        var entry = await store.Blacklist.CheckAsync(Number, Token);
        var history = await store.Blacklist.HistoryAsync(Number, Token);

        Assert.Equal(BlacklistState.Confirmed, entry!.State);
        Assert.Equal(Recording().Id, entry.CallId);
        Assert.Equal(Noon.AddMinutes(5), entry.Since);
        Assert.Equal([BlacklistEventKind.Requested, BlacklistEventKind.Confirmed], history.Select(e => e.Content.Kind));
        Assert.Equal("please don't call me again, pan Żółw", BlacklistProof.Parse(history[0].Content.Proof!).Words);
        Assert.Null(await store.Blacklist.CheckAsync(PhoneNumber.FromE164("+4822555"), Token));
    }

    [Fact]
    public async Task An_opt_out_in_another_call_is_a_further_event_of_the_same_story()
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording("a.wav"));
        await CommitAsync(store, Recording("b.wav"));

        Assert.Equal(2, (await store.Blacklist.CheckAsync(Number, Token))!.Events);
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
    }

    [Fact]
    public async Task The_list_has_every_number_once_whatever_the_page_size()
    {
        await using var store = await OpenAsync();
        var numbers = Enumerable.Range(0, 2_500).Select(i => PhoneNumber.FromE164($"+4822{i:D7}")).ToList();
        await store.Blacklist.AppendAsync([.. numbers.Select(n => Draft(BlacklistEventKind.Requested, number: n))], Noon, Token);
        await store.Blacklist.AppendAsync([.. numbers.Take(10).Select(n => Draft(BlacklistEventKind.Confirmed, number: n))], Noon, Token);

        var listed = new List<BlacklistEntry>();
        await foreach (var entry in store.Blacklist.ListAsync(Token))
        {
            listed.Add(entry);
        }

        Assert.Equal(numbers.Select(n => n.Reveal()), listed.Select(e => e.Number.Reveal()));
        Assert.Equal(10, listed.Count(e => e.State == BlacklistState.Confirmed));
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
    }

    [Theory]
    [InlineData("UPDATE blacklist_events SET number = '+48'")]
    [InlineData("DELETE FROM blacklist_events")]
    public async Task The_database_refuses_to_change_the_blacklist(string sql)
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording());
        await using var db = await OpenDirectlyAsync();

        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Token));

        Assert.Contains("never", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await store.Blacklist.CheckAsync(Number, Token));
    }

    [Theory]
    [InlineData("UPDATE blacklist_events SET number = '+48225550199' WHERE sequence = 2", 2)]
    [InlineData("UPDATE blacklist_events SET number = 'x' WHERE sequence = 2", 2)]
    [InlineData("UPDATE blacklist_events SET kind = 'Forgotten' WHERE sequence = 1", 1)]
    [InlineData("UPDATE blacklist_events SET at = 9000000000000000000 WHERE sequence = 1", 1)]
    [InlineData("UPDATE blacklist_events SET at = at + 1 WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM blacklist_events WHERE sequence = 1", 2)]
    [InlineData("DELETE FROM blacklist_events WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM blacklist_events", 1)]
    public async Task An_edit_past_the_triggers_is_found_at_its_event(string sql, long sequence)
    {
        await using var store = await OpenWithRunAsync();
        await CommitAsync(store, Recording("a.wav"));
        await CommitAsync(store, Recording("b.wav"));
        await CommitAsync(store, Recording("c.wav"));
        await store.Runs.EndAsync(Run with { EndedAt = Noon.AddHours(1), State = RunState.Done }, Token);
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
        await using var db = await OpenDirectlyAsync();
        await db.Database.ExecuteSqlRawAsync(DropTriggers, Token);
        await db.Database.ExecuteSqlRawAsync(sql, Token);

        var fault = await store.Blacklist.VerifyAsync(Token);

        Assert.Equal(sequence, fault?.Sequence);
    }

    private protected abstract string DropTriggers { get; }

    [Fact]
    public async Task Two_openings_of_one_store_append_to_one_chain()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        var numbers = Enumerable.Range(0, 25).Select(i => PhoneNumber.FromE164($"+482255501{i:D2}")).ToList();

        await Task.WhenAll(new[] { one, other, one, other }.Select((store, writer) => Task.Run(
            async () =>
            {
                foreach (var number in numbers)
                {
                    await store.Blacklist.AppendAsync([Draft(BlacklistEventKind.Requested, $"call{writer}", number: number)], Noon, Token);
                }
            },
            Token)));

        Assert.Null(await one.Blacklist.VerifyAsync(Token));
        Assert.Equal(4, (await other.Blacklist.HistoryAsync(numbers[7], Token)).Count);
    }

    [Fact]
    public async Task One_result_is_stored_when_two_commit_the_same_call_at_once()
    {
        await using var one = await OpenWithRunAsync();
        await using var other = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => CommitAsync(i % 2 == 0 ? one : other, Recording()), Token)));

        await using var db = await OpenDirectlyAsync();
        Assert.Equal(1, await db.Results.CountAsync(Token));
        Assert.Single(await one.Blacklist.HistoryAsync(Number, Token));
    }

    [Fact]
    public async Task A_run_keeps_its_figures_and_the_head_of_the_blacklist()
    {
        await using var store = await OpenWithRunAsync();
        Assert.Equal(RunState.Running, Assert.Single(await store.Runs.LastAsync(5, Token)).State);
        await CommitAsync(store, Recording());

        var ended = await store.Runs.EndAsync(
            Run with { EndedAt = Noon.AddMinutes(2), State = RunState.Done, Audited = 2, Failed = 1, Audio = TimeSpan.FromSeconds(600), Wall = TimeSpan.FromSeconds(120) },
            Token);

        Assert.Equal(ended, Assert.Single(await store.Runs.LastAsync(5, Token)));
        Assert.Equal(5, ended.RealTimeFactor);
        Assert.Equal((1L, (await store.Blacklist.HistoryAsync(Number, Token))[0].Hash), (ended.ChainLength, ended.ChainHead));
    }

    [Fact]
    public async Task A_store_is_opened_again_with_what_it_holds()
    {
        await using (var store = await OpenWithRunAsync())
        {
            await CommitAsync(store, Recording());
        }

        await using var again = await OpenAsync();
        Assert.NotNull((await again.Results.HistoryAsync(Recording(), "p1", Token)).Latest);
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused()
    {
        await using var store = await OpenAsync();
        await using var db = await OpenDirectlyAsync();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO schema_version (version) VALUES (99)", Token);

        var fault = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Equal(FailureCodes.StoreNewer, fault.Failure.Code);
        Assert.Contains("99", fault.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scripts_make_the_tables_that_the_model_expects()
    {
        await using var store = await OpenAsync();
        await using var db = await OpenDirectlyAsync();
        var made = await ColumnsAsync(db);

        await using var fromModel = await OpenEmptyAsync();
        await fromModel.Database.ExecuteSqlRawAsync(fromModel.Database.GenerateCreateScript().Replace("{", "{{").Replace("}", "}}"), Token);

        Assert.Equal(await ColumnsAsync(fromModel), made.Where(column => !column.StartsWith("schema_version.", StringComparison.Ordinal)));
    }

    /// <summary>A database beside the test's own, without tables.</summary>
    private protected abstract Task<AuditDb> OpenEmptyAsync();

    /// <summary>Each column as "table.column type null-or-not", each index as "table(columns) unique-or-not", in order.</summary>
    private protected abstract Task<List<string>> ColumnsAsync(AuditDb db);
}
