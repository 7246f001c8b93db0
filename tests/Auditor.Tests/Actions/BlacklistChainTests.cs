using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Actions;

public sealed class BlacklistChainTests
{
    private static List<BlacklistEvent> Four() => Chain(
        Draft(BlacklistEventKind.Requested, "a", OptOutScope.Company, Noon),
        Draft(BlacklistEventKind.Proposed, "b"),
        Draft(BlacklistEventKind.Confirmed),
        Draft(BlacklistEventKind.Requested, "c", OptOutScope.Temporary, until: Noon.AddDays(1)));

    [Fact]
    public void An_untouched_chain_holds()
    {
        Assert.Null(BlacklistChain.Verify(Four()));
        Assert.Null(BlacklistChain.Verify([]));
    }

    public static TheoryData<string, Func<BlacklistEvent, BlacklistEvent>> Edits => new()
    {
        { "time", e => e with { At = e.At.AddMilliseconds(1) } },
        { "salt", e => e with { Salt = e.Salt + "0" } },
        { "kind", e => e with { Content = e.Content with { Kind = BlacklistEventKind.Erased } } },
        { "number", e => e with { Content = e.Content with { Number = PhoneNumber.FromE164("+48225550113") } } },
        { "actor kind", e => e with { Content = e.Content with { Actor = e.Content.Actor with { Kind = ActorKind.Import } } } },
        { "actor", e => e with { Content = e.Content with { Actor = e.Content.Actor with { Name = "else" } } } },
        { "reason", e => e with { Content = e.Content with { Reason = "other" } } },
        { "scope", e => e with { Content = e.Content with { Scope = OptOutScope.Channel } } },
        { "until", e => e with { Content = e.Content with { Until = Noon } } },
        { "said at", e => e with { Content = e.Content with { SaidAt = Noon.AddDays(2) } } },
        { "call", e => e with { Content = e.Content with { CallId = "x" } } },
        { "start", e => e with { Content = e.Content with { CallStart = TimeSpan.FromSeconds(5) } } },
        { "proof", e => e with { Content = e.Content with { Proof = "{ }" } } },
        { "hash", e => e with { Hash = BlacklistChain.Genesis } },
        { "previous hash", e => e with { PreviousHash = BlacklistChain.Genesis } },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Any_edit_is_found_at_its_event(string what, Func<BlacklistEvent, BlacklistEvent> edit)
    {
        var events = Four();
        events[1] = edit(events[1]);

        var fault = BlacklistChain.Verify(events);

        Assert.True(fault is not null, $"The edited {what} was not found.");
        Assert.Equal(2, fault.Sequence);
    }

    [Fact]
    public void A_removed_event_is_named()
    {
        var events = Four();
        events.RemoveAt(1);

        Assert.Equal(new(3, "event 2 is missing"), BlacklistChain.Verify(events));
    }

    [Fact]
    public void An_event_that_was_sealed_anew_breaks_the_one_after_it()
    {
        var events = Four();
        events[1] = BlacklistChain.Append(events[0], events[1].Content with { Reason = "forged" }, events[1].At);

        Assert.Equal(3, BlacklistChain.Verify(events)!.Sequence);
    }

    [Fact]
    public void The_same_content_hashes_differently_under_another_salt()
    {
        var draft = Draft(BlacklistEventKind.Requested, "a");

        Assert.NotEqual(Chain(draft)[0].Hash, Chain(draft)[0].Hash);
    }

    [Fact]
    public void Times_are_kept_to_the_millisecond_that_is_stored()
    {
        var e = BlacklistChain.Append(null, Draft(BlacklistEventKind.Requested, "a", saidAt: Noon.AddTicks(123)), Noon.AddTicks(12_345));

        Assert.Equal(Noon.AddMilliseconds(1), e.At);
        Assert.Equal(Noon, e.Content.SaidAt);
    }
}
