using Auditor.Findings.Rules;
using Auditor.Recordings;

namespace Auditor.Findings.Reading;

/// <param name="OptOut">When the customer first asked not to be called and it stood to the end; null = did not.</param>
/// <param name="PerhapsOptOut">A request was nominated, but too weakly to judge the agent by it.</param>
/// <param name="Agreement">The customer's words that made a sale; null = no sale.</param>
public sealed record CallEvents(TimeRange? OptOut, bool PerhapsOptOut, Quote? Agreement);

/// <summary>Judges the rules of a pack on one call that has been read.</summary>
public sealed class RuleJudge(
    CallReading call, CallFacts facts, CallEvents events, PhraseModel agent, AssessorOptions options)
{
    private readonly bool? _marketing = MarketingReader.IsMarketing(call, facts, agent, options);

    public RuleOutcome Judge(Rule rule)
    {
        var applies = rule.When.Evaluate(Fact);
        if (rule.Event is not null)
        {
            return JudgeEvent(rule, applies);
        }

        var searched = Searched(rule.Window);
        var windows = call.Agent.Where(w => Inside(rule.Window, w)).ToList();
        var labels = rule.Says.Count > 0 ? rule.Says : rule.SaysAny;
        var parts = labels.Select(label => Find(windows, label)).ToList();
        var part = rule.Says.Count > 0 ? parts.MinBy(p => p.Level) : parts.OrderByDescending(p => p.Level).ThenByDescending(p => p.Score).First();
        if (rule.Kind is RuleKind.Say && applies == true && part!.Level is not Level.Said && Late(rule, part.Label) is { } late)
        {
            return Outcome(rule, OutcomeValue.NotSaid, late, searched, $"late: {part.Label} only came at {Seconds(late.Best!.Window.Time.Start)}");
        }

        if (applies == false && (rule.Kind is RuleKind.MustNot || part!.Level is not Level.Said))
        {
            return Outcome(rule, OutcomeValue.NotApplicable, part!, searched, $"does not apply: not ({rule.When})");
        }

        if (applies is null && part!.Level is not Level.Said)
        {
            return Outcome(rule, OutcomeValue.CannotTell, part, searched, $"cannot tell whether it applies ({rule.When})");
        }

        return part!.Level switch
        {
            Level.Said => Outcome(
                rule, OutcomeValue.Said, part, searched, $"{part.Label} at {Seconds(part.Best!.Window.Time.Start)}, {part.Score:F2} of {part.SaidAt:F2} needed"),
            Level.Perhaps => Outcome(
                rule, OutcomeValue.CannotTell, part, searched, $"{part.Label} perhaps: {part.Score:F2}, between {part.PerhapsAt:F2} and {part.SaidAt:F2}"),
            Level.No => NotFound(rule, part, searched),
        };
    }

    private RuleOutcome NotFound(Rule rule, Part part, TimeRange searched)
    {
        var doubt = SearchQuality.Doubt(call.Transcript, searched, rule.Party, options);
        if (doubt is null && rule.Kind is RuleKind.Say && call.CustomerAsAgent.Any(w => w.Of(part.Label) >= part.SaidAt && Inside(rule.Window, w)))
        {
            doubt = $"{part.Label} is there, but the speaker, who is only guessed, seems to be the customer";
        }

        return doubt is null
            ? Outcome(rule, OutcomeValue.NotSaid, part, searched, $"no {part.Label}: best {part.Score:F2}, {part.PerhapsAt:F2} would be a perhaps")
            : Outcome(rule, OutcomeValue.CannotTell, part, searched, doubt);
    }

    private RuleOutcome JudgeEvent(Rule rule, bool? applies)
    {
        var time = rule.Event switch
        {
            CallEvent.Agreement => events.Agreement?.Time,
            CallEvent.OptOutHeard => events.OptOut,
            null => null,
        };
        var inside = time is { } at && (rule.Window.After is null || (Time(rule.Window.After.Value) is { } after && at.Start > after.Start));
        var value = applies switch { true => inside ? OutcomeValue.Said : OutcomeValue.NotSaid, false => OutcomeValue.NotApplicable, null => OutcomeValue.CannotTell };
        return new()
        {
            Rule = rule.Id,
            Value = value,
            Violation = rule.CountsAsViolation && value == (rule.Kind is RuleKind.MustNot ? OutcomeValue.Said : OutcomeValue.NotSaid),
            Evidence = inside ? events.Agreement : null,
            Searched = Searched(rule.Window),
            SearchedParty = rule.Party,
            Reason = applies == false ? $"does not apply: not ({rule.When})" : inside ? $"at {Seconds(time!.Value.Start)}" : "did not happen",
        };
    }

    private bool? Fact(string name) => name switch
    {
        "outbound" => facts.Direction is CallDirection.Unknown ? null : facts.Direction is CallDirection.Outbound,
        "inbound" => facts.Direction is CallDirection.Unknown ? null : facts.Direction is CallDirection.Inbound,
        "marketing" => _marketing,
        "sale" => events.Agreement is not null,
        "optout" => events.PerhapsOptOut ? null : events.OptOut is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a fact"),
    };

    private TimeRange? Time(CallEvent at) => at switch
    {
        CallEvent.OptOutHeard => events.OptOut,
        CallEvent.Agreement => events.Agreement?.Time,
    };

    private bool Inside(RuleWindow window, ReadWindow read)
    {
        var time = read.Window.Time;
        var soon = window.StartSeconds is not { } limit || SpeechBefore(time.Start) <= limit;
        var before = window.Before is not { } end || Time(end) is not { } endTime || time.Start < endTime.Start;
        var after = window.After is not { } begin || (Time(begin) is { } beginTime && time.Start > beginTime.Start && time.End > beginTime.End);
        return soon && before && after;
    }

    /// <summary>Seconds that the agent has spoken before a moment; "at the beginning" is not to suffer from a long-winded customer.</summary>
    private double SpeechBefore(TimeSpan moment) => call.Transcript.Utterances
        .Where(u => u.Party is Party.Agent && u.Time.Start < moment)
        .Sum(u => ((u.Time.End < moment ? u.Time.End : moment) - u.Time.Start).TotalSeconds);

    private TimeRange Searched(RuleWindow window)
    {
        var start = window.After is { } after && Time(after) is { } afterTime ? afterTime.End : TimeSpan.Zero;
        var end = window.Before is { } before && Time(before) is { } beforeTime ? beforeTime.Start : call.Transcript.Duration;
        if (window.StartSeconds is { } limit)
        {
            var last = call.Transcript.Utterances.LastOrDefault(u => u.Party is Party.Agent && SpeechBefore(u.Time.Start) <= limit);
            end = last is not null && last.Time.End < end ? last.Time.End : end;
        }

        return new(start, end < start ? start : end);
    }

    private Part Find(IReadOnlyList<ReadWindow> windows, string label)
    {
        var said = agent.ThresholdOf(ThresholdNames.Said, label, call.Language);
        if (label == AgentLabels.Ignores)
        {
            said = Math.Max(said, options.LeastPitch);
        }

        var perhaps = Math.Min(agent.ThresholdOf(ThresholdNames.Perhaps, label, call.Language), said);
        var best = CallReading.Best(windows, label);
        var score = best?.Of(label) ?? 0;
        return new(label, best, score, said, perhaps, score >= said ? Level.Said : score >= perhaps ? Level.Perhaps : Level.No);
    }

    /// <summary>A must-say that was said, but outside its window.</summary>
    private Part? Late(Rule rule, string label)
    {
        if (rule.Window == RuleWindow.WholeCall || rule.Window.After is not null)
        {
            return null;
        }

        var anywhere = Find(call.Agent, label);
        return anywhere.Level is Level.Said ? anywhere : null;
    }


    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:F1} s");

    private static RuleOutcome Outcome(Rule rule, OutcomeValue value, Part part, TimeRange searched, FormattableString reason) => new()
    {
        Rule = rule.Id,
        Value = value,
        Violation = rule.CountsAsViolation && value == (rule.Kind is RuleKind.MustNot ? OutcomeValue.Said : OutcomeValue.NotSaid),
        Evidence = part.Best?.Window.Quote,
        Score = part.Score,
        Searched = searched,
        SearchedParty = rule.Party,
        Reason = FormattableString.Invariant(reason),
    };

    private static RuleOutcome Outcome(Rule rule, OutcomeValue value, Part part, TimeRange searched, string reason) =>
        Outcome(rule, value, part, searched, (FormattableString)$"{reason}");

    private enum Level
    {
        No,
        Perhaps,
        Said,
    }

    private sealed record Part(string Label, ReadWindow? Best, float Score, float SaidAt, float PerhapsAt, Level Level);
}
