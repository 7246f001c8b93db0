using Auditor.Actions;
using Auditor.Pipeline;
using Auditor.Recordings;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Pipeline;

public sealed class ProvenanceTests
{
    private static readonly string Usual = Provenance.Of(Recording(), Basis, new());

    [Fact]
    public void It_is_a_hash_that_stays_the_same()
    {
        Assert.Matches("^[0-9a-f]{64}$", Usual);
        Assert.Equal(Usual, Provenance.Of(Recording(), Basis with { }, new()));
    }

    [Fact]
    public void Where_a_call_lies_and_where_its_facts_come_from_do_not_change_it()
    {
        var elsewhere = Recording() with { Path = "/other/place.wav", Name = "place.wav" };
        var sourced = elsewhere with { Facts = elsewhere.Facts with { Sources = new Dictionary<string, string> { ["country"] = "option" } } };

        Assert.Equal(Usual, Provenance.Of(sourced, Basis, new()));
    }

    public static TheoryData<string, Func<CallFacts, CallFacts>> Facts => new()
    {
        { "start", f => f with { StartedAt = Noon } },
        { "language", f => f with { Language = "pl" } },
        { "country", f => f with { Country = "DE" } },
        { "direction", f => f with { Direction = CallDirection.Inbound } },
        { "agent id", f => f with { AgentId = "PL-2" } },
        { "agent", f => f with { Agent = "Ewa" } },
        { "campaign", f => f with { Campaign = "c" } },
        { "number", f => f with { CustomerNumber = null } },
        { "channels", f => f with { Channels = ChannelMap.Mono } },
        { "disposition", f => f with { Disposition = "DNC" } },
        { "kind", f => f with { Kind = CallKind.Service } },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_changes_it(string what, Func<CallFacts, CallFacts> change)
    {
        Assert.True(Usual != Provenance.Of(Recording(facts: change(Recording().Facts)), Basis, new()), $"The {what} did not change it.");
    }

    [Fact]
    public void Every_part_of_the_basis_and_every_option_changes_it()
    {
        string[] others =
        [
            Provenance.Of(Recording("other.wav"), Basis, new()),
            Provenance.Of(Recording(), Basis with { Transcriber = "x" }, new()),
            Provenance.Of(Recording(), Basis with { Classifiers = "x" }, new()),
            Provenance.Of(Recording(), Basis with { RulePack = "x" }, new()),
            Provenance.Of(Recording(), Basis with { Settings = "x" }, new()),
            Provenance.Of(Recording(), Basis with { ProgramVersion = "x" }, new()),
            Provenance.Of(Recording(), Basis, new() { SecondLookMargin = TimeSpan.FromSeconds(3) }),
            Provenance.Of(Recording(), Basis, new() { Actions = new() { MaxDoubtfulShare = 0.6 } }),
            Provenance.Of(Recording(), Basis, new() { Actions = new() { OptOutDispositions = ["X"] } }),
        ];

        Assert.DoesNotContain(Usual, others);
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void A_fact_that_was_added_later_must_be_taken_up_here()
    {
        // Whoever adds a fact decides in Provenance whether it changes the outcome, then counts it here.
        Assert.Equal(12, typeof(CallFacts).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Length);
        Assert.Equal(5, typeof(DecisionBasis).GetProperties().Length);
    }
}
