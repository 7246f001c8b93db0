using System.Security.Cryptography;
using System.Text;
using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Tests.Actions;

/// <summary>Small invented calls, findings and events for the tests of actions, store and pipeline.</summary>
internal static class Invented
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly PhoneNumber Number = PhoneNumber.FromE164("+48225550112");

    public static readonly DecisionBasis Basis = new()
    {
        Transcriber = "stub transcriber 1",
        Classifiers = "classifiers abc",
        RulePack = "core 1 def",
        Settings = "none",
        ProgramVersion = "0.0-test",
    };

    public static readonly SecondLook Agreement = new() { Agrees = true, Score = 0.97f, Words = "please do not call me again" };

    public static Recording Recording(string name = "call.wav", CallFacts? facts = null) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
        "/calls/" + name,
        name,
        160_044,
        facts ?? new() { CustomerNumber = Number, StartedAt = Noon.AddHours(-1), AgentId = "PL-1", Language = "en", Country = "PL" });

    public static Transcript Transcript(params Utterance[] utterances) => new()
    {
        Language = "en",
        LanguageProbability = 1,
        Duration = TimeSpan.FromSeconds(10),
        Channels = 2,
        Utterances = utterances.Length == 0 ? [Utterance("good morning"), Utterance("please don't call me again")] : utterances,
        Dropped = [new(1, TimeRange.FromMs(9000, 9500.25), GuardNames.Tone, "")],
    };

    public static Utterance Utterance(string text, params string[] doubts) => new()
    {
        Channel = 1,
        Party = Party.Customer,
        Time = TimeRange.FromMs(4000.1234, 6000),
        Text = text,
        Words = [new(TimeRange.FromMs(4000.1234, 4400), text, 0.875f)],
        MeanLogProbability = -0.25f,
        NoSpeechProbability = 0.01f,
        VoiceProbability = 0.99f,
        CompressionRatio = 1.1f,
        Doubts = doubts,
    };

    public static RuleOutcome Outcome(string rule, OutcomeValue value, bool violation = false) => new()
    {
        Rule = rule,
        Value = value,
        Violation = violation,
        Evidence = value == OutcomeValue.Said ? new(0, Party.Agent, TimeRange.FromMs(500, 2500), "this call is recorded") : null,
        Score = value == OutcomeValue.Said ? 0.9f : 0,
        Searched = TimeRange.FromMs(0, 10_000),
        SearchedParty = Party.Agent,
        Reason = "an invented outcome",
    };

    public static OptOutFinding OptOut(OptOutScope scope = OptOutScope.Company, bool? acknowledged = true, params string[] gates) => new()
    {
        Scope = scope,
        Evidence = new(1, Party.Customer, TimeRange.FromMs(4000, 6000), "please don't call me again, pan Żółw"),
        Score = 0.96f,
        Acknowledged = acknowledged,
        Gates = gates,
    };

    public static Assessment Assessment(OptOutFinding? optOut = null, params RuleOutcome[] outcomes) =>
        new(outcomes.Length == 0 ? [Outcome("core.recording", OutcomeValue.Said)] : outcomes, optOut);

    public static ActionPlan Plan(Recording recording, Assessment assessment, SecondLook? secondLook = null, Transcript? transcript = null, params Failure[] warnings) =>
        ActionPlan.For(recording, warnings, transcript ?? Transcript(), assessment, secondLook, Basis, new());

    public static BlacklistDraft Draft(
        BlacklistEventKind kind,
        string? call = null,
        OptOutScope? scope = null,
        DateTimeOffset? saidAt = null,
        PhoneNumber? number = null,
        DateTimeOffset? until = null) => new()
        {
            Kind = kind,
            Number = number ?? Number,
            Actor = new(call is null ? ActorKind.Person : ActorKind.Rule, "someone"),
            Reason = "because",
            Scope = scope,
            SaidAt = saidAt,
            Until = until,
            CallId = call,
            CallStart = call is null ? null : TimeSpan.FromSeconds(4),
            Proof = call is null ? null : "{}",
        };

    /// <summary>A chain of these drafts, a minute apart from <see cref="Noon"/> on.</summary>
    public static List<BlacklistEvent> Chain(params BlacklistDraft[] drafts)
    {
        var events = new List<BlacklistEvent>();
        foreach (var draft in drafts)
        {
            events.Add(BlacklistChain.Append(events.LastOrDefault(), draft, Noon.AddMinutes(events.Count)));
        }

        return events;
    }
}
