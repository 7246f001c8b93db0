using Auditor.Actions;
using Auditor.Findings;
using Xunit;
using static Auditor.Actions.BlacklistEventKind;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Actions;

public sealed class BlacklistEntryTests
{
    private static BlacklistEntry Fold(params BlacklistDraft[] drafts) => BlacklistEntry.Fold(Chain(drafts))!;

    [Fact]
    public void A_number_without_events_has_no_entry() => Assert.Null(BlacklistEntry.Fold([]));

    [Fact]
    public void A_heard_opt_out_blocks_at_once()
    {
        var entry = Fold(Draft(Requested, "a", OptOutScope.Campaign));

        Assert.Equal(BlacklistState.Provisional, entry.State);
        Assert.Equal(OptOutScope.Campaign, entry.Scope);
        Assert.Equal("a", entry.CallId);
        Assert.True(entry.BlocksAt(Noon));
    }

    [Fact]
    public void A_proposal_does_not_block()
    {
        var entry = Fold(Draft(Proposed, "a"));

        Assert.Equal(BlacklistState.Proposed, entry.State);
        Assert.False(entry.BlocksAt(Noon));
    }

    [Fact]
    public void A_request_after_a_proposal_blocks_and_a_proposal_after_a_request_changes_nothing()
    {
        Assert.Equal(BlacklistState.Provisional, Fold(Draft(Proposed, "a"), Draft(Requested, "a")).State);
        Assert.Equal(BlacklistState.Provisional, Fold(Draft(Requested, "a"), Draft(Proposed, "b")).State);
    }

    [Fact]
    public void A_confirmed_entry_is_blocked_since_the_request()
    {
        var entry = Fold(Draft(Requested, "a"), Draft(Confirmed));

        Assert.Equal(BlacklistState.Confirmed, entry.State);
        Assert.Equal(Noon, entry.Since);
        Assert.Equal("a", entry.CallId);
        Assert.Equal(2, entry.Events);
    }

    [Fact]
    public void A_confirmed_proposal_is_blocked_since_the_confirmation()
    {
        Assert.Equal(Noon.AddMinutes(1), Fold(Draft(Proposed, "a"), Draft(Confirmed)).Since);
    }

    [Fact]
    public void A_rejected_entry_does_not_block()
    {
        Assert.False(Fold(Draft(Requested, "a"), Draft(Rejected)).BlocksAt(Noon.AddDays(1)));
    }

    [Fact]
    public void A_rejected_call_that_is_audited_again_stays_rejected_but_another_call_blocks()
    {
        Assert.Equal(BlacklistState.Rejected, Fold(Draft(Requested, "a"), Draft(Rejected), Draft(Requested, "a")).State);
        Assert.Equal(BlacklistState.Provisional, Fold(Draft(Requested, "a"), Draft(Rejected), Draft(Requested, "b")).State);
        Assert.Equal(BlacklistState.Proposed, Fold(Draft(Requested, "a"), Draft(Rejected), Draft(Proposed, "b")).State);
    }

    [Fact]
    public void A_call_from_before_the_consent_does_not_undo_it_and_a_later_one_does()
    {
        var consent = Draft(Lifted, saidAt: Noon);

        Assert.Equal(BlacklistState.Lifted, Fold(Draft(Requested, "a"), consent, Draft(Requested, "b", saidAt: Noon.AddDays(-1))).State);
        Assert.Equal(BlacklistState.Provisional, Fold(Draft(Requested, "a"), consent, Draft(Requested, "c", saidAt: Noon.AddDays(1))).State);
        Assert.Equal(BlacklistState.Provisional, Fold(Draft(Requested, "a"), consent, Draft(Requested, "d")).State);
    }

    [Fact]
    public void A_second_opt_out_keeps_the_first_date_and_takes_the_wider_scope()
    {
        var entry = Fold(Draft(Requested, "a", OptOutScope.Campaign), Draft(Requested, "b", OptOutScope.Company));

        Assert.Equal(OptOutScope.Company, entry.Scope);
        Assert.Equal(Noon, entry.Since);
        Assert.Equal(2, entry.Events);
        Assert.Equal(OptOutScope.Company, Fold(Draft(Requested, "a", OptOutScope.Company), Draft(Requested, "b", OptOutScope.Campaign)).Scope);
    }

    [Fact]
    public void A_person_can_widen_and_narrow()
    {
        Assert.Equal(OptOutScope.Company, Fold(Draft(Requested, "a", OptOutScope.Campaign), Draft(Widened, scope: OptOutScope.Company)).Scope);
        Assert.Equal(OptOutScope.Campaign, Fold(Draft(Requested, "a"), Draft(Narrowed, scope: OptOutScope.Campaign)).Scope);
    }

    [Fact]
    public void A_temporary_block_ends_by_itself()
    {
        var entry = Fold(Draft(Requested, scope: OptOutScope.Temporary, until: Noon.AddDays(30)));

        Assert.True(entry.BlocksAt(Noon.AddDays(29)));
        Assert.False(entry.BlocksAt(Noon.AddDays(30)));
    }

    [Fact]
    public void An_erased_person_stays_blocked() => Assert.True(Fold(Draft(Requested, "a"), Draft(Erased)).BlocksAt(Noon));

    [Theory]
    [InlineData(Rejected)]
    [InlineData(Lifted)]
    public void Unblocking_without_a_reason_is_refused(BlacklistEventKind kind)
    {
        Assert.Throws<ArgumentException>(() => Chain(Draft(Requested, "a"), Draft(kind) with { Reason = " " }));
    }
}
