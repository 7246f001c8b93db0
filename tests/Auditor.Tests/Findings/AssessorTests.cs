using Auditor.Findings;
using Auditor.Findings.Reading;
using Auditor.Recordings;
using Auditor.Transcripts;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class AssessorTests
{
    private static readonly CallFacts Outbound = new() { Direction = CallDirection.Outbound };

    private static readonly Assessor Assessor = new(Spoken.Classifiers, AssessorOptions.Default);

    private static Transcript Sale => Spoken.Call(
        "en",
        (Party.Agent, "Good morning, my name is Laura Finch and I'm calling from Brightwave Energy. This call is recorded."),
        (Party.Customer, "Hello."),
        (Party.Agent, "This is a sales call, I'd like to offer you our fixed electricity tariff."),
        (Party.Customer, "Go on then."),
        (Party.Agent, "It costs forty eight pounds a month and the contract runs for twelve months."),
        (Party.Customer, "And if I change my mind?"),
        (Party.Agent, "You have fourteen days to cancel without giving any reason."),
        (Party.Agent, "So to sum up your order: the fixed tariff, forty eight pounds a month, for twelve months. Do you agree to this order with an obligation to pay?"),
        (Party.Customer, "Yes, I agree, I'd like to order it."),
        (Party.Agent, "Thank you, the confirmation is on its way. Goodbye."));

    private static Transcript Stop => Spoken.Call(
        "pl",
        (Party.Agent, "Dzień dobry, nazywam się Anna Kowal i dzwonię z firmy Helios. Rozmowa jest nagrywana."),
        (Party.Customer, "Słucham."),
        (Party.Agent, "Chciałabym przedstawić ofertę fotowoltaiki."),
        (Party.Customer, "Proszę do mnie więcej nie dzwonić, nie życzę sobie takich telefonów."),
        (Party.Agent, "Ale proszę posłuchać, to naprawdę świetna oferta. Ile płaci pan za prąd?"),
        (Party.Customer, "Do widzenia."));

    private static Assessment Assess(Transcript transcript, CallFacts? facts = null) =>
        Assessor.Assess(transcript, facts ?? Outbound, Spoken.Core, TestContext.Current.CancellationToken);

    private static RuleOutcome Of(Assessment assessment, string rule) => assessment.Outcomes.Single(o => o.Rule == rule);

    [Fact]
    public void Every_rule_of_the_pack_gets_an_outcome() => Assert.Equal(Spoken.Core.Rules.Select(r => r.Id), Assess(Sale).Outcomes.Select(o => o.Rule));

    [Fact]
    public void A_sale_with_all_its_duties_breaks_no_rule()
    {
        var assessment = Assess(Sale);

        Assert.NotNull(assessment.Agreement);
        Assert.Null(assessment.OptOut);
        Assert.DoesNotContain(assessment.Outcomes, o => o.Violation);
        foreach (var rule in (string[])["core.recording", "core.identity", "core.purpose", "core.price", "core.withdrawal", "core.order-confirmation"])
        {
            Assert.Equal(OutcomeValue.Said, Of(assessment, rule).Value);
        }

        Assert.Contains("fourteen days", Of(assessment, "core.withdrawal").Evidence!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opt_out_that_was_talked_over_is_found_with_its_words_and_was_not_acknowledged()
    {
        var assessment = Assess(Stop);

        var found = assessment.OptOut!;
        Assert.Equal((OptOutScope.Company, false), (found.Scope, found.Acknowledged));
        Assert.Empty(found.Gates);
        Assert.Equal(Stop.Utterances[3].Time.Start, found.Evidence.Time.Start);
        Assert.True(Of(assessment, "core.optout-acknowledged").Violation);
        Assert.True(Of(assessment, "core.selling-after-optout").Violation);
        Assert.Equal(OutcomeValue.NotSaid, Of(assessment, "core.sale-after-optout").Value);
    }

    [Fact]
    public void An_opt_out_that_was_accepted_is_acknowledged()
    {
        var accepted = Spoken.Call(
            "en",
            (Party.Agent, "Hi, this is Tom from Clearline, I'm calling with an offer on broadband."),
            (Party.Customer, "Please take me off your list and don't call me again."),
            (Party.Agent, "Of course, I've removed your number and you won't hear from us again. Sorry for the trouble."));

        var assessment = Assess(accepted);

        Assert.True(assessment.OptOut!.Acknowledged);
        Assert.Equal(OutcomeValue.Said, Of(assessment, "core.optout-acknowledged").Value);
        Assert.False(Of(assessment, "core.selling-after-optout").Violation);
    }

    [Fact]
    public void When_the_agent_says_nothing_after_it_the_answer_cannot_be_told()
    {
        var call = Spoken.Call("en", (Party.Agent, "Hello, this is Tom from Clearline."), (Party.Customer, "Take me off your list and never call me again."));

        Assert.Null(Assess(call).OptOut!.Acknowledged);
        Assert.False(Of(Assess(call), "core.optout-acknowledged").Violation);
    }

    [Fact]
    public void A_wish_that_is_taken_back_later_does_not_stand()
    {
        var call = Spoken.Call(
            "en",
            (Party.Agent, "Hello, this is Tom from Clearline with an offer on broadband."),
            (Party.Customer, "Don't call me any more, take me off your list."),
            (Party.Agent, "All right."),
            (Party.Customer, "Actually, forget what I said, leave me on the list, you can keep calling me."));

        Assert.Null(Assess(call).OptOut);
    }

    [Theory]
    [InlineData("en", "Call me tomorrow after six please, I'm at work now.")]
    [InlineData("ru", "Перезвоните мне завтра после шести, я сейчас на работе.")]
    [InlineData("en", "I want to cancel my contract at the end of the month.")]
    [InlineData("pl", "Nie jestem zainteresowany, dziękuję.")]
    public void What_is_no_opt_out_is_never_written(string language, string text)
    {
        var call = Spoken.Call(language, (Party.Agent, "Hello."), (Party.Customer, text));

        var found = Assess(call).OptOut;

        Assert.True(found is null || found.Gates.Count > 0 || found.Scope is OptOutScope.Temporary);
    }

    [Fact]
    public void A_recording_notice_at_the_end_comes_too_late()
    {
        var filler = string.Join(' ', Enumerable.Repeat("We have many customers in your town who like our service.", 12));
        var call = Spoken.Call(
            "en",
            (Party.Agent, "Hello, this is Tom from Clearline. " + filler),
            (Party.Customer, "I see."),
            (Party.Agent, "By the way, this call is recorded."));

        var outcome = Of(Assess(call), "core.recording");

        Assert.Equal(OutcomeValue.NotSaid, outcome.Value);
        Assert.True(outcome.Violation);
        Assert.StartsWith("late", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("recorded", outcome.Evidence!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_the_customer_made_needs_no_sales_notice()
    {
        var call = Spoken.Call("en", (Party.Agent, "Thank you for calling Brightwave, Laura speaking."), (Party.Customer, "My meter is broken."));

        var outcome = Of(Assess(call, new CallFacts { Direction = CallDirection.Inbound }), "core.purpose");

        Assert.Equal((OutcomeValue.NotApplicable, false), (outcome.Value, outcome.Violation));
    }

    [Fact]
    public void Speech_that_is_heard_ever_worse_turns_not_said_into_cannot_tell_and_never_back()
    {
        var silent = Spoken.Call(
            "en",
            (Party.Agent, "Hello there, is that the owner?"),
            (Party.Customer, "Yes."),
            (Party.Agent, "I wanted to ask about the windows of your house."));
        var told = new List<OutcomeValue>();
        foreach (var probability in (float[])[0.95f, 0.7f, 0.45f, 0.2f])
        {
            var worse = silent with
            {
                Utterances = [.. silent.Utterances.Select(u => u with { Words = [.. u.Words.Select(w => w with { Probability = probability })] })],
            };
            told.Add(Of(Assess(worse), "core.recording").Value);
        }

        Assert.Equal([OutcomeValue.NotSaid, OutcomeValue.NotSaid, OutcomeValue.CannotTell, OutcomeValue.CannotTell], told);
    }

    [Fact]
    public void Lost_speech_of_the_agent_makes_an_absence_untellable()
    {
        var whole = Spoken.Call("en", (Party.Agent, "Hello there, is that the owner?"), (Party.Customer, "Yes, it is."));
        var cut = whole with { Dropped = [new(0, TimeRange.FromMs(500, 6_000), GuardNames.NoWords, "")] };
        var toned = whole with { Dropped = [new(0, TimeRange.FromMs(500, 6_000), GuardNames.Tone, "")] };

        Assert.Equal(OutcomeValue.NotSaid, Of(Assess(whole), "core.recording").Value);
        Assert.Equal(OutcomeValue.CannotTell, Of(Assess(cut), "core.recording").Value);
        Assert.Equal(OutcomeValue.NotSaid, Of(Assess(toned), "core.recording").Value);
    }

    [Theory]
    [InlineData("pl", "Do widzenia.")]
    [InlineData("en", "Goodbye.")]
    [InlineData("nl", "Tot ziens.")]
    public void A_goodbye_is_no_opt_out(string language, string goodbye)
    {
        Assert.Null(Assess(Spoken.Call(language, (Party.Agent, "…"), (Party.Customer, goodbye))).OptOut);
    }

    [Fact]
    public void Silence_is_never_compliant()
    {
        var silence = Spoken.Call("en");

        var assessment = Assess(silence);

        Assert.All(assessment.Outcomes, o => Assert.Equal((OutcomeValue.CannotTell, false), (o.Value, o.Violation)));
    }

    [Fact]
    public void Each_doubt_about_an_opt_out_names_its_gate()
    {
        var guessed = Stop with { Utterances = [.. Stop.Utterances.Select(u => u with { Party = Party.Unknown, Channel = 0 })] };
        var unsure = Stop with { Utterances = [.. Stop.Utterances.Select(u => u with { Words = [.. u.Words.Select(w => w with { Probability = 0.4f })] })] };
        var hungarian = Spoken.Call("hu", (Party.Agent, "Jó napot."), (Party.Customer, "Kérem, többet ne hívjanak, töröljék a számomat."));

        Assert.Contains(OptOutGates.PartiesGuessed, Assess(guessed).OptOut!.Gates);
        Assert.Contains(OptOutGates.WordConfidence, Assess(unsure).OptOut!.Gates);
        Assert.Contains(OptOutGates.Language, Assess(hungarian).OptOut!.Gates);
    }

    [Fact]
    public void Speakers_of_a_mono_call_are_told_from_their_words()
    {
        var mono = Sale with { Utterances = [.. Sale.Utterances.Select(u => u with { Party = Party.Unknown, Channel = 0 })] };

        var assigned = SpeakerRoles.Assign(mono, Spoken.Classifiers, TestContext.Current.CancellationToken);

        Assert.True(assigned.PartiesGuessed);
        Assert.Equal(Sale.Utterances.Select(u => u.Party), assigned.Utterances.Select(u => u.Party));
        Assert.False(SpeakerRoles.Assign(Sale, Spoken.Classifiers, TestContext.Current.CancellationToken).PartiesGuessed);
    }

    [Fact]
    public void A_second_hearing_confirms_only_an_opt_out()
    {
        var token = TestContext.Current.CancellationToken;

        Assert.True(Assessor.ConfirmsOptOut([Spoken.Say(Party.Unknown, "proszę do mnie więcej nie dzwonić", 0)], "pl", token));
        Assert.False(Assessor.ConfirmsOptOut([Spoken.Say(Party.Unknown, "proszę zadzwonić jutro po południu", 0)], "pl", token));
        Assert.False(Assessor.ConfirmsOptOut([], "pl", token));
    }
}
