using System.Text.Json;
using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Storage;
using Auditor.Tests.Actions;
using Xunit;

namespace Auditor.Tests.App;

/// <summary><c>auditor blacklist</c> on a store with a few invented entries.</summary>
public sealed class BlacklistCommandTests : IAsyncLifetime
{
    private const string Blocked = "+48225550112";
    private const string Waiting = "+12065550117";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Store => _folder["store"];

    public async ValueTask InitializeAsync()
    {
        var call = Invented.Recording();
        await using var store = await AuditStore.OpenAsync(new() { Folder = Store }, Token);
        var heard = Invented.Plan(call, Invented.Assessment(Invented.OptOut()), Invented.Agreement).Events;
        var proposal = Invented.Draft(BlacklistEventKind.Proposed, call: call.Id, scope: OptOutScope.Campaign, number: PhoneNumber.FromE164(Waiting)) with { Proof = null };
        await store.Blacklist.AppendAsync([.. heard, proposal], Invented.Noon, Token);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_blocked_number_ends_with_1_in_any_spelling()
    {
        foreach (var spelling in new[] { "+48 22 555 01 12", "0048 22 555-01-12", "225550112" })
        {
            var end = await AuditorProgram.RunAsync("blacklist", "check", spelling, "--country", "PL", "--store", Store);

            Assert.Equal(1, end.ExitCode);
            Assert.Contains("+*********12 is BLOCKED: provisional since 2026-11-20T12:00:00.000Z, scope company", end.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_proposal_blocks_nothing_and_ends_with_0()
    {
        var end = await AuditorProgram.RunAsync("blacklist", "check", Waiting, "--store", Store, "--json");

        Assert.Equal(0, end.ExitCode);
        var json = JsonDocument.Parse(end.Output).RootElement;
        Assert.False(json.GetProperty("blocked").GetBoolean());
        Assert.Equal("proposed", json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_number_that_was_never_listed_ends_with_0()
    {
        var end = await AuditorProgram.RunAsync("blacklist", "check", "+44 1632 960214", "--store", Store, "--json");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal("""{"number":"+**********14","blocked":false,"state":null,"scope":null,"since":null,"call":null}""" + "\n", end.Output);
    }

    [Fact]
    public async Task What_is_not_a_number_ends_with_2_and_does_not_print_its_digits()
    {
        var end = await AuditorProgram.RunAsync("blacklist", "check", "555 01", "--store", Store);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("number.unparsable", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("555", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_no_answer_and_is_not_made()
    {
        var end = await AuditorProgram.RunAsync("blacklist", "check", Blocked, "--store", _folder["stroe"]);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("store.missing", end.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["stroe"]));
    }

    [Fact]
    public async Task The_json_of_all_three_questions_is_as_in_the_golden_files()
    {
        var check = await AuditorProgram.RunAsync("blacklist", "check", Blocked, "--store", Store, "--json");
        var list = await AuditorProgram.RunAsync("blacklist", "list", "--store", Store, "--json");
        var history = await AuditorProgram.RunAsync("blacklist", "history", Blocked, "--store", Store, "--json");

        Golden.AssertText("blacklist-check.json", Golden.Indented(check.Output));
        Golden.AssertText("blacklist-list.json", Golden.Indented(list.Output));
        Golden.AssertShape("blacklist-history.json", history.Output);
    }

    [Fact]
    public async Task Numbers_are_masked_unless_revealed()
    {
        var masked = await AuditorProgram.RunAsync("blacklist", "list", "--store", Store);
        var revealed = await AuditorProgram.RunAsync("blacklist", "list", "--store", Store, "--reveal");

        Assert.DoesNotContain(Blocked, masked.Output, StringComparison.Ordinal);
        Assert.Contains(Blocked, revealed.Output, StringComparison.Ordinal);
        Assert.Contains("2 numbers, 1 blocked, 1 proposed and waiting for a person.", masked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_shows_the_words_that_were_said()
    {
        var end = await AuditorProgram.RunAsync("blacklist", "history", Blocked, "--store", Store);

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("requested by rule core.optout, scope company: heard in the call", end.Output, StringComparison.Ordinal);
        Assert.Contains("\"please don't call me again, pan Żółw\" (customer, 0:04 into call", end.Output, StringComparison.Ordinal);
    }
}
