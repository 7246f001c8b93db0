using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Terminal;
using Auditor.Pipeline;
using Auditor.Storage;

namespace Auditor.App.Report;

/// <summary>The opt-outs that were heard, first of all: each day that one is missed is another unlawful call.</summary>
internal static class OptOutTable
{
    public static void Write(Html html, Night night, IReadOnlyList<CallResult> shown)
    {
        var heard = shown.Select((result, place) => (result, place)).Where(c => c.result.OptOut is not null).ToList();
        html.Write($"<section><h2>Opt-outs <span class=\"count\">{heard.Count}</span></h2>");
        if (heard.Count == 0)
        {
            html.Write($"<p>Nobody asked not to be called.</p></section>");
            return;
        }

        html.Write($"<p>{Meaning(night.Effects)}</p><div class=\"scroll\"><table class=\"optouts\"><thead><tr><th>decision</th><th>number</th><th>words</th><th>scope</th><th>agent</th><th>agent’s answer</th><th>call log</th><th>call</th></tr></thead><tbody>");
        foreach (var (result, place) in heard)
        {
            var plan = result.OptOut!;
            html.Write($"""
                <tr><td>{Badges.Of(plan.Decision)}</td><td class="number">{(plan.Number is { } number ? night.Numbers.Show(number) : "not known")}</td>
                <td lang="{result.Language}">“{plan.Finding.Evidence.Text}”</td><td data-name="scope">{Names.Of(plan.Finding.Scope)}</td>
                <td data-name="agent">{result.Recording.Facts.Agent ?? result.Recording.Facts.AgentId ?? "not known"}</td><td data-name="agent’s answer">{Answer(plan.Finding.Acknowledged)}</td><td data-name="call log">{Entry(plan.AgentEntry)}</td>
                <td data-name="call"><a href="#call-{place}">{result.Recording.Name}</a>, {Conversation.Clock(plan.Finding.Evidence.Time.Start)}</td></tr>
                """);
        }

        html.Write($"</tbody></table></div></section>");
    }

    public static string Answer(bool? acknowledged) => acknowledged switch
    {
        true => "accepted",
        false => "not accepted",
        null => "cannot tell",
    };

    public static string Entry(OptOutEntry entry) => entry switch
    {
        OptOutEntry.Unknown => "not known",
        OptOutEntry.Entered => "entered as opt-out",
        OptOutEntry.Missed => "entered as something else",
    };

    private static string Meaning(BatchEffects effects) => effects switch
    {
        BatchEffects.Store => "Written: on the blacklist and blocking at once, until a person rejects it. Proposed: not certain enough, blocks only when a person says so.",
        BatchEffects.DryRun => "Dry run: what is called written would have been written; nothing was stored.",
    };
}
