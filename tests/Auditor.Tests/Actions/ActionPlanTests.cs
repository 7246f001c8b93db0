using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Actions;

public sealed class ActionPlanTests
{
    private static CallFacts Facts(string? disposition) => Recording().Facts with { Disposition = disposition };

    [Fact]
    public void A_call_in_which_all_was_said_is_compliant()
    {
        var plan = Plan(Recording(), Assessment());

        Assert.Equal(CallStatus.Compliant, plan.Status);
        Assert.Null(plan.OptOut);
        Assert.Empty(plan.Events);
    }

    [Fact]
    public void A_broken_rule_flags_the_call_even_when_others_cannot_be_told()
    {
        var plan = Plan(Recording(), Assessment(null, Outcome("core.price", OutcomeValue.NotSaid, violation: true), Outcome("core.purpose", OutcomeValue.CannotTell)));

        Assert.Equal(CallStatus.Flagged, plan.Status);
    }

    [Fact]
    public void An_outcome_that_cannot_be_told_asks_for_a_review()
    {
        Assert.Equal(CallStatus.Review, Plan(Recording(), Assessment(null, Outcome("core.purpose", OutcomeValue.CannotTell))).Status);
    }

    [Fact]
    public void Silence_is_not_compliant()
    {
        var silence = Transcript() with { Utterances = [] };

        Assert.Equal(CallStatus.Review, Plan(Recording(), Assessment(), transcript: silence).Status);
    }

    [Fact]
    public void A_transcript_of_doubts_is_not_compliant()
    {
        var doubtful = Transcript(Utterance("hm", "repetition"), Utterance("hm", "pace"), Utterance("yes"));

        Assert.Equal(CallStatus.Review, Plan(Recording(), Assessment(), transcript: doubtful).Status);
    }

    [Fact]
    public void An_absence_in_a_recording_that_is_cut_off_goes_to_a_person_and_what_was_said_still_counts()
    {
        var cutOff = new Failure(FailureCodes.AudioTruncated, "3 s of 10 s");

        Assert.Equal(CallStatus.Review, Plan(Recording(), Assessment(), warnings: cutOff).Status);
        Assert.Equal(CallStatus.Review, Plan(Recording(), Assessment(null, Outcome("core.price", OutcomeValue.NotSaid, violation: true)), warnings: cutOff).Status);
        Assert.Equal(CallStatus.Flagged, Plan(Recording(), Assessment(null, Outcome("core.pretext", OutcomeValue.Said, violation: true)), warnings: cutOff).Status);
    }

    [Fact]
    public void An_assessment_without_rules_is_not_compliant()
    {
        Assert.Equal(CallStatus.Review, Plan(Recording(), new Assessment([], null)).Status);
    }

    [Fact]
    public void A_certain_opt_out_is_written_with_its_proof()
    {
        var plan = Plan(Recording(), Assessment(OptOut()), Agreement);

        Assert.Equal(OptOutDecision.Written, plan.OptOut!.Decision);
        Assert.Empty(plan.OptOut.Gates);
        var draft = Assert.Single(plan.Events);
        Assert.Equal(BlacklistEventKind.Requested, draft.Kind);
        Assert.Equal(Number, draft.Number);
        Assert.Equal(Noon.AddHours(-1).AddSeconds(4), draft.SaidAt);
        var proof = BlacklistProof.Parse(draft.Proof!);
        Assert.Equal(Recording().Id, proof.CallId);
        Assert.Equal((4000, 6000), (proof.StartMs, proof.EndMs));
        Assert.Equal("please don't call me again, pan Żółw", proof.Words);
        Assert.Equal("please do not call me again", proof.SecondWords);
        Assert.Equal("core 1 def", proof.RulePack);
        Assert.Equal("stub transcriber 1", proof.Transcriber);
        Assert.Equal(draft.Proof, proof.ToCanonicalJson());
    }

    [Fact]
    public void An_opt_out_without_a_second_look_is_only_proposed()
    {
        var plan = Plan(Recording(), Assessment(OptOut()));

        Assert.Equal(OptOutDecision.Proposed, plan.OptOut!.Decision);
        Assert.Equal([GateNames.NoSecondLook], plan.OptOut.Gates);
        Assert.Equal(BlacklistEventKind.Proposed, Assert.Single(plan.Events).Kind);
        Assert.Equal(CallStatus.Review, plan.Status);
    }

    [Fact]
    public void An_opt_out_that_the_second_look_does_not_hear_is_only_proposed()
    {
        var plan = Plan(Recording(), Assessment(OptOut()), Agreement with { Agrees = false, Words = "please call me again" });

        Assert.Equal(OptOutDecision.Proposed, plan.OptOut!.Decision);
        Assert.Equal([GateNames.SecondLookDisagrees], plan.OptOut.Gates);
    }

    [Fact]
    public void Every_gate_is_kept_and_the_second_look_cannot_overrule_them()
    {
        var plan = Plan(Recording(), Assessment(OptOut(gates: ["gate.low-confidence", "gate.seam"])), Agreement);

        Assert.Equal(OptOutDecision.Proposed, plan.OptOut!.Decision);
        Assert.Equal(["gate.low-confidence", "gate.seam"], plan.OptOut.Gates);
    }

    [Fact]
    public void A_wish_that_ends_is_never_written()
    {
        var plan = Plan(Recording(), Assessment(OptOut(OptOutScope.Temporary)), Agreement);

        Assert.Equal(OptOutDecision.Proposed, plan.OptOut!.Decision);
        Assert.Equal([GateNames.Temporary], plan.OptOut.Gates);
    }

    [Fact]
    public void Without_a_number_an_opt_out_is_proposed_and_the_blacklist_gets_nothing()
    {
        var plan = Plan(Recording(facts: CallFacts.None), Assessment(OptOut()), Agreement);

        Assert.Equal(OptOutDecision.Proposed, plan.OptOut!.Decision);
        Assert.Equal([GateNames.NoNumber], plan.OptOut.Gates);
        Assert.Empty(plan.Events);
        Assert.Equal(CallStatus.Review, plan.Status);
    }

    [Theory]
    [InlineData("DNC")]
    [InlineData("do not call")]
    [InlineData("Opt-Out")]
    public void An_opt_out_that_the_agent_entered_is_written_and_not_held_against_him(string disposition)
    {
        var plan = Plan(Recording(facts: Facts(disposition)), Assessment(OptOut()), Agreement);

        Assert.Equal(OptOutDecision.Written, plan.OptOut!.Decision);
        Assert.Equal(OptOutEntry.Entered, plan.OptOut.AgentEntry);
        Assert.Equal(CallStatus.Compliant, plan.Status);
    }

    [Fact]
    public void A_written_opt_out_that_the_agent_did_not_enter_flags_the_call()
    {
        var plan = Plan(Recording(facts: Facts("SALE")), Assessment(OptOut()), Agreement);

        Assert.Equal(OptOutEntry.Missed, plan.OptOut!.AgentEntry);
        Assert.Equal(CallStatus.Flagged, plan.Status);
    }

    [Fact]
    public void A_written_opt_out_that_the_agent_did_not_accept_flags_the_call()
    {
        Assert.Equal(CallStatus.Flagged, Plan(Recording(), Assessment(OptOut(acknowledged: false)), Agreement).Status);
    }

    [Fact]
    public void A_proposed_opt_out_does_not_accuse_the_agent()
    {
        Assert.Equal(CallStatus.Review, Plan(Recording(facts: Facts("SALE")), Assessment(OptOut(acknowledged: false, gates: "gate.seam"))).Status);
    }

    [Fact]
    public void A_second_look_is_worth_its_time_only_when_nothing_else_is_in_the_way()
    {
        Assert.True(ActionPlan.NeedsSecondLook(Recording().Facts, Assessment(OptOut())));
        Assert.False(ActionPlan.NeedsSecondLook(Recording().Facts, Assessment()));
        Assert.False(ActionPlan.NeedsSecondLook(CallFacts.None, Assessment(OptOut())));
        Assert.False(ActionPlan.NeedsSecondLook(Recording().Facts, Assessment(OptOut(OptOutScope.Temporary))));
        Assert.False(ActionPlan.NeedsSecondLook(Recording().Facts, Assessment(OptOut(gates: "gate.seam"))));
    }
}
