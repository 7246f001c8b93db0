using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Terminal;
using Auditor.Findings;
using Auditor.Recordings;
using Auditor.Storage;
using Auditor.Transcripts;

namespace Auditor.App.Report;

/// <summary>One call in full: facts, opt-out, outcomes with their reasons and sound, conversation.</summary>
internal sealed class CallSection(Night night, CallResult result, Transcript? transcript, Excerpts excerpts, ReportOptions options)
{
    private readonly List<RuleOutcome> _toLookAt =
    [
        .. result.Outcomes.Where(o => o.Violation),
        .. result.Outcomes.Where(o => !o.Violation && o.Value == OutcomeValue.CannotTell),
    ];

    /// <summary>Quotes whose sound stands in the page already: two rules may rest on the same words.</summary>
    private readonly HashSet<Quote> _embedded = [];

    public void Write(Html html, int place, CancellationToken token)
    {
        var quotes = _toLookAt.Select(o => o.Evidence).Prepend(result.OptOut?.Finding.Evidence).OfType<Quote>();
        var sound = excerpts.Cut(result.Recording, quotes, token);
        html.Write($"<article id=\"call-{place}\" class=\"call {Names.Of(result.Status)}\" data-status=\"{Names.Of(result.Status)}{(result.OptOut is null ? "" : " optout")}\"><header><h3>{result.Recording.Name}</h3> {Badges.Of(result.Status)}</header>");
        WriteFacts(html);
        if (sound.Failure is { } silent)
        {
            html.Write($"<p class=\"note\">No sound to play: {silent.Detail} (<code>{silent.Code}</code>).</p>");
        }

        var played = sound.Succeeded ? sound.Value : new Dictionary<Quote, string>();
        if (result.OptOut is { } optOut)
        {
            WriteOptOut(html, optOut, played);
        }

        WriteOutcomes(html, played);
        WriteConversation(html);
        html.Write($"</article>");
    }

    private void WriteFacts(Html html)
    {
        var facts = result.Recording.Facts;
        html.Write($"<dl class=\"facts\">");
        Fact(html, "agent", string.Join(' ', new[] { facts.Agent, facts.AgentId is null ? null : $"({facts.AgentId})" }.OfType<string>()));
        Fact(html, "campaign", facts.Campaign);
        Fact(html, "customer", facts.CustomerNumber is { } number ? night.Numbers.Show(number) : null);
        Fact(html, "began", facts.StartedAt is { } at ? FormattableString.Invariant($"{at:yyyy-MM-dd HH:mm:ss zzz}") : null);
        Fact(html, "length", result.Duration is { } length ? Conversation.Clock(length) : null);
        Fact(html, "language", transcript is { LanguageProbability: < 1 } heard ? FormattableString.Invariant($"{heard.Language} ({heard.LanguageProbability:P0} sure)") : result.Language);
        Fact(html, "country", facts.Country);
        Fact(html, "direction", Names.Of(facts.Direction));
        Fact(html, "disposition", facts.Disposition);
        Fact(html, "kind", facts.Kind is CallKind.Unknown ? null : facts.Kind.ToString().ToLowerInvariant());
        foreach (var warning in result.Warnings)
        {
            Fact(html, "warning", $"{warning.Detail} ({warning.Code})");
        }

        html.Write($"</dl>");
    }

    private static void Fact(Html html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }

    private void WriteOptOut(Html html, OptOutPlan plan, IReadOnlyDictionary<Quote, string> sound)
    {
        var finding = plan.Finding;
        html.Write($"<div class=\"optout\"><h4>Opt-out {Badges.Of(plan.Decision)}</h4>");
        WriteQuote(html, finding.Evidence, sound);
        html.Write($"<dl class=\"facts\">");
        Fact(html, "scope", Names.Of(finding.Scope));
        Fact(html, "score", FormattableString.Invariant($"{finding.Score:0.00}"));
        Fact(html, "agent’s answer", OptOutTable.Answer(finding.Acknowledged));
        Fact(html, "call log", OptOutTable.Entry(plan.AgentEntry));
        Fact(html, "not written because", string.Join(", ", plan.Gates));
        Fact(html, "heard a second time", plan.SecondLook is { } second ? FormattableString.Invariant($"{(second.Agrees ? "agrees" : "does not agree")} ({second.Score:0.00}): “{second.Words}”") : null);
        html.Write($"</dl></div>");
    }

    private void WriteQuote(Html html, Quote quote, IReadOnlyDictionary<Quote, string> sound)
    {
        html.Write($"<blockquote lang=\"{result.Language}\">“{quote.Text}”<footer>{Names.Of(quote.Party)}, {Conversation.Clock(quote.Time.Start)}–{Conversation.Clock(quote.Time.End)}</footer></blockquote>");
        if (sound.TryGetValue(quote, out var address) && !_embedded.Add(quote))
        {
            html.Write($"<p class=\"note\">Sound: see above in this call.</p>");
        }
        else if (address is not null)
        {
            html.Write($"<audio controls preload=\"none\" src=\"{new Markup(address)}\" aria-label=\"Sound of the quote at {Conversation.Clock(quote.Time.Start)}\"></audio>");
        }
    }

    private void WriteOutcomes(Html html, IReadOnlyDictionary<Quote, string> sound)
    {
        if (_toLookAt.Count > 0)
        {
            html.Write($"<h4>Broken or not clear</h4>");
            WriteList(html, _toLookAt, sound);
        }

        var rest = result.Outcomes.Except(_toLookAt).ToList();
        if (rest.Count > 0)
        {
            html.Write($"<details><summary>{rest.Count} rules kept or not applicable</summary>");
            WriteList(html, rest, sound);
            html.Write($"</details>");
        }
    }

    private void WriteList(Html html, IReadOnlyList<RuleOutcome> outcomes, IReadOnlyDictionary<Quote, string> sound)
    {
        html.Write($"<ul class=\"outcomes\">");
        foreach (var outcome in outcomes)
        {
            html.Write($"""
                <li class="{(outcome.Violation ? "violation" : "")}"><div class="verdict">{Badges.Of(outcome)}{(outcome.Violation ? new Markup(" <span class=\"broken\">rule broken</span>") : Markup.None)}</div>
                <div><strong>{night.TitleOf(outcome.Rule)}</strong> <code>{outcome.Rule}</code>
                <p class="reason">{outcome.Reason}<span class="searched">searched {Conversation.Clock(outcome.Searched.Start)}–{Conversation.Clock(outcome.Searched.End)} of the {Names.Of(outcome.SearchedParty)}, score {outcome.Score:0.00}</span></p>
                """);
            if (outcome.Evidence is { } quote)
            {
                html.Write($"<p class=\"evidence-kind\">{(outcome.Value == OutcomeValue.Said ? "Said" : "Nearest words")}</p>");
                WriteQuote(html, quote, sound);
            }

            html.Write($"</div></li>");
        }

        html.Write($"</ul>");
    }

    private void WriteConversation(Html html)
    {
        if (transcript is null)
        {
            html.Write($"<p class=\"note\">The conversation was not kept.</p>");
            return;
        }

        html.Write($"<details class=\"talk\"><summary>Conversation</summary>{(transcript.PartiesGuessed ? new Markup("<p class=\"note\">Who speaks is guessed from the words.</p>") : Markup.None)}<ol class=\"talk\" lang=\"{transcript.Language}\">");
        var turns = transcript.Utterances.Select(u => (u.Time.Start, Turn(u))).Concat(transcript.Dropped.Select(d => (d.Time.Start, LeftOut(d))));
        foreach (var (_, turn) in turns.OrderBy(t => t.Start))
        {
            html.Write($"{turn}");
        }

        html.Write($"</ol></details>");
    }

    private Markup Turn(Utterance utterance)
    {
        var who = utterance.Party == Party.Unknown ? FormattableString.Invariant($"channel {utterance.Channel}") : Names.Of(utterance.Party);
        var doubts = utterance.LowConfidence ? Markup.Of(h => h.Write($" <small class=\"doubt\">doubtful: {string.Join(", ", utterance.Doubts)}</small>")) : Markup.None;
        return Markup.Of(h => h.Write($"<li class=\"{Names.Of(utterance.Party)}\"><time>{Conversation.Clock(utterance.Time.Start)}</time> <span class=\"who\">{who}</span> <span class=\"said\">{Words(utterance)}{doubts}</span></li>"));
    }

    private Markup Words(Utterance utterance) => Markup.Of(h =>
    {
        foreach (var word in utterance.Words)
        {
            if (word.Probability < options.DoubtfulWord)
            {
                h.Write($"<mark title=\"{word.Probability:P0} sure\">{word.Text.Trim()}</mark>");
            }
            else
            {
                h.Write($"{word.Text.Trim()}");
            }
        }
    });

    private static Markup LeftOut(DroppedStretch dropped) => Markup.Of(h =>
        h.Write($"<li class=\"dropped\"><time>{Conversation.Clock(dropped.Time.Start)}</time> <span class=\"who\">left out</span> <span class=\"said\">channel {dropped.Channel}, {dropped.Time.Duration.TotalSeconds:0.0} s, {dropped.Guard}{(dropped.Text.Length == 0 ? "" : $": “{dropped.Text}”")}</span></li>"));
}
