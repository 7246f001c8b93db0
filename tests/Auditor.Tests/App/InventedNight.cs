using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Report;
using Auditor.Findings;
using Auditor.Findings.Rules;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;
using Auditor.Tests.Actions;
using Auditor.Transcripts;

namespace Auditor.Tests.App;

/// <summary>A night of five calls with invented results, over real sound where there is any: what is printed and shown is known beforehand.</summary>
internal sealed class InventedNight
{
    public const string Hostile = "<script>alert(\"x\")</script> & <b>you</b>";

    private static readonly RuleOutcome[] Kept =
    [
        Invented.Outcome("core.recording", OutcomeValue.Said),
        Invented.Outcome("core.price", OutcomeValue.NotApplicable),
        Invented.Outcome("core.pretext", OutcomeValue.NotSaid),
    ];

    private static readonly RuleOutcome[] Broken =
    [
        Invented.Outcome("core.recording", OutcomeValue.NotSaid, violation: true) with
        {
            Evidence = new(0, Party.Agent, TimeRange.FromMs(33_540, 36_000), "Just so you know, this call is being recorded"),
            Score = 0.934f,
            Reason = "late: recording only came at 33.5 s",
        },
        Invented.Outcome("core.price", OutcomeValue.CannotTell) with
        {
            Evidence = new(0, Party.Agent, TimeRange.FromMs(26_460, 31_190), "what is your average electric bill, around $200"),
            Score = 0.41f,
            Reason = "price perhaps: 0.41, between 0.30 and 0.62",
        },
        Invented.Outcome("core.pretext", OutcomeValue.Said, violation: true),
    ];

    private readonly Dictionary<string, Transcript> _transcripts = [];

    public InventedNight()
    {
        var number = PhoneNumber.FromE164("+13055550142");
        var missed = Call("en-missed-opt-out.wav", "en", "US", "Brian Cole", "US-301", number);
        var written = Invented.Plan(missed, Invented.Assessment(Heard("Please take my number off your list and don't call me again.", false)), Invented.Agreement).OptOut!;
        var trap = Call("pl-trap-callback.wav", "pl", "PL", "Joanna Lis", "PL-031", PhoneNumber.FromE164("+48325550163"));
        var proposed = Invented.Plan(trap, Invented.Assessment(Heard("Proszę nie dzwonić przed południem, pan Żółw.", null, "gate.time-bounded"))).OptOut!;
        Add(missed, CallStatus.Flagged, Broken, written with { AgentEntry = OptOutEntry.Missed });
        Add(trap, CallStatus.Review, [Kept[0], Broken[1], Kept[2]], proposed);
        Add(Call("en-compliant-sale.mp3", "en", "GB", "Claire Bennett", "GB-012", null), CallStatus.Compliant, Kept, null);
        Add(Call("gone.wav", "en", "US", "Brian Cole", "US-301", null), CallStatus.Flagged, Broken, null);
        Calls.Add(new(Result(Call("silent.wav", "nl", "NL", "Petra de Boer", "NL-066", null), CallStatus.Failed) with
        {
            Failure = new(FailureCodes.AudioSilent, "12.0 s of silence: no 20 ms reach -70 dBFS"),
            Duration = TimeSpan.FromSeconds(12),
        }, CallOrigin.ThisRun));
    }

    public List<BatchCall> Calls { get; } = [];

    public BatchResult Batch => new(
        new()
        {
            Id = "0193479f3c0070008000000000000001",
            StartedAt = Invented.Noon,
            ProgramVersion = "0.0-test",
            Received = Calls.Count,
            Audited = Calls.Count - 1,
            Failed = 1,
            Audio = TimeSpan.FromSeconds(185.25),
            Wall = TimeSpan.FromSeconds(20),
        },
        Calls,
        [
            new() { Number = PhoneNumber.FromE164("+13055550142"), State = BlacklistState.Provisional, Scope = OptOutScope.Company, Since = Invented.Noon, CallId = Calls[0].Result.Recording.Id, Events = 1 },
            new() { Number = PhoneNumber.FromE164("+48325550163"), State = BlacklistState.Proposed, Scope = OptOutScope.Company, Since = Invented.Noon, CallId = Calls[1].Result.Recording.Id, Events = 1 },
        ]);

    public Night Night => new()
    {
        Batch = Batch,
        Rules = new("core", "1.0.0", "def", [Rule("core.recording", "Says at the beginning that the call is recorded", RuleKind.Say), Rule("core.price", "Says the price of what is ordered", RuleKind.Say), Rule("core.pretext", "Does not call under a pretext", RuleKind.MustNot)]),
        Unreadable = [new("/calls/locked.wav", new(FailureCodes.IntakeUnreadable, "the file cannot be read: UnauthorizedAccessException"), ProblemSeverity.Error)],
        Copies = 2,
        Numbers = NumberView.Masked,
        Effects = BatchEffects.Store,
        WrittenAt = Invented.Noon,
    };

    public Task<Transcript?> TranscriptOfAsync(CallResult result, CancellationToken token) =>
        Task.FromResult(_transcripts.GetValueOrDefault(result.Recording.Id));

    private void Add(Recording recording, CallStatus status, IReadOnlyList<RuleOutcome> outcomes, OptOutPlan? optOut)
    {
        Calls.Add(new(Result(recording, status) with { Outcomes = outcomes, OptOut = optOut, Language = recording.Facts.Language, Duration = TimeSpan.FromSeconds(40) }, CallOrigin.ThisRun));
        var words = new[] { "Please", "take", "my", "nmbr", "off" };
        var spoken = Invented.Utterance("Please take my nmbr off") with
        {
            Words = [.. words.Select((w, i) => new Word(TimeRange.FromMs(14_000 + (300 * i), 14_300 + (300 * i)), w, w == "nmbr" ? 0.31f : 0.95f))],
        };
        _transcripts[recording.Id] = Invented.Transcript(
            spoken with { Channel = 0, Party = Party.Agent, Time = TimeRange.FromMs(600, 3000) },
            spoken,
            Invented.Utterance(Hostile, GuardNames.LowProbability)) with
        { LanguageProbability = 0.93f };
    }

    private static CallResult Result(Recording recording, CallStatus status) => new()
    {
        Recording = recording,
        RunId = "run",
        Provenance = "provenance",
        FinishedAt = Invented.Noon,
        Status = status,
    };

    private static Recording Call(string name, string language, string country, string agent, string agentId, PhoneNumber? number)
    {
        var path = Path.Combine(SampleCalls.Folder, "calls", name);
        var facts = new CallFacts
        {
            Language = language,
            Country = country,
            Agent = agent,
            AgentId = agentId,
            Campaign = "solar-q4",
            CustomerNumber = number,
            StartedAt = Invented.Noon.AddHours(-2),
            Direction = CallDirection.Outbound,
            Channels = ChannelMap.AgentLeft,
            Disposition = number is null ? null : "NI",
        };
        return Invented.Recording("calls/" + name, facts) with { Path = path };
    }

    private static OptOutFinding Heard(string words, bool? acknowledged, params string[] gates) =>
        Invented.OptOut(OptOutScope.Company, acknowledged, gates) with { Evidence = new(1, Party.Customer, TimeRange.FromMs(15_000, 18_450), words) };

    private static Rule Rule(string id, string title, RuleKind kind) =>
        new(id, new Dictionary<string, string> { ["en"] = title }, kind, Condition.Parse("always"), ["recording"], [], null, Party.Agent, RuleWindow.WholeCall, RuleForce.Regulation, 4);
}
