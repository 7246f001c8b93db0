using Auditor.Actions;
using Auditor.Findings;

namespace Auditor.App.Report;

/// <summary>
/// Findings by rule and by agent as bars in tables: the figures stand beside each bar, so that the plot can be read without seeing it.
/// </summary>
internal static class Plots
{
    /// <summary>Width of the longest bar in its own units; the page stretches it to the room there is.</summary>
    private const int BarUnits = 1_000;

    public static void Write(Html html, Night night, ReportOptions options)
    {
        var outcomes = night.Results.SelectMany(r => r.Outcomes).ToLookup(o => o.Rule);
        html.Write($"<section class=\"plots\">{Patterns()}");
        WritePlot(html, "Findings by rule", ["broken", "cannot tell", "kept", "does not apply"], [.. night.Rules.Rules.Select(r => OfRule(night.TitleOf(r.Id), r.Id, outcomes[r.Id]))]);
        var agents = night.Results
            .GroupBy(r => r.Recording.Facts.Agent ?? r.Recording.Facts.AgentId ?? "not known")
            .Select(OfAgent)
            .OrderByDescending(row => row.Counts[0])
            .ThenByDescending(row => row.Counts[1])
            .ThenBy(row => row.Title, StringComparer.Ordinal)
            .ToList();
        WritePlot(html, "Calls by agent", ["flagged", "to review", "compliant", "failed"], [.. agents.Take(options.MaxAgents)]);
        if (agents.Count > options.MaxAgents)
        {
            html.Write($"<p class=\"note\">{agents.Count - options.MaxAgents} more agents with fewer flagged calls are not shown.</p>");
        }

        html.Write($"</section>");
    }

    private static Row OfRule(string title, string id, IEnumerable<RuleOutcome> outcomes)
    {
        var counts = new int[4];
        foreach (var outcome in outcomes)
        {
            counts[outcome.Violation ? 0 : outcome.Value switch
            {
                OutcomeValue.CannotTell => 1,
                OutcomeValue.Said or OutcomeValue.NotSaid => 2,
                OutcomeValue.NotApplicable => 3,
            }]++;
        }

        return new(title, id, counts);
    }

    private static Row OfAgent(IGrouping<string, Storage.CallResult> calls)
    {
        var counts = new int[4];
        foreach (var call in calls)
        {
            counts[call.Status switch
            {
                CallStatus.Flagged => 0,
                CallStatus.Review => 1,
                CallStatus.Compliant => 2,
                CallStatus.Failed => 3,
            }]++;
        }

        return new(calls.Key, string.Join(", ", calls.Select(c => c.Recording.Facts.Campaign).OfType<string>().Distinct().Take(3)), counts);
    }

    private static void WritePlot(Html html, string title, string[] names, IReadOnlyList<Row> rows)
    {
        var most = Math.Max(1, rows.Select(r => r.Counts.Sum()).DefaultIfEmpty(0).Max());
        html.Write($"<div class=\"plot\"><h2>{title}</h2><table><thead><tr><th>{title.Split(' ')[^1]}</th><th class=\"bar\" aria-hidden=\"true\"></th>");
        for (var i = 0; i < names.Length; i++)
        {
            html.Write($"<th class=\"figure\">{Key(i)}{names[i]}</th>");
        }

        html.Write($"</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Write($"<tr><th scope=\"row\">{row.Title}<small>{row.Note}</small></th><td class=\"bar\" aria-hidden=\"true\">{Bar(row.Counts, most)}</td>");
            for (var i = 0; i < names.Length; i++)
            {
                html.Write($"<td class=\"figure{(row.Counts[i] == 0 ? " zero" : "")}\" data-name=\"{names[i]}\">{row.Counts[i]}</td>");
            }

            html.Write($"</tr>");
        }

        html.Write($"</tbody></table></div>");
    }

    private static Markup Bar(int[] counts, int most) => Markup.Of(h =>
    {
        h.Write($"<svg viewBox=\"0 0 {BarUnits} 1\" preserveAspectRatio=\"none\" focusable=\"false\">");
        var at = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                var width = (double)BarUnits * counts[i] / most;
                h.Write($"<rect class=\"part-{i}\" x=\"{at:0.##}\" y=\"0\" width=\"{width:0.##}\" height=\"1\"/>");
                at += width;
            }
        }

        h.Write($"</svg>");
    });

    private static Markup Key(int part) => Markup.Of(h =>
        h.Write($"<svg class=\"key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"part-{part}\" x=\"0.5\" y=\"0.5\" width=\"11\" height=\"11\"/></svg>"));

    /// <summary>Stripes beside colour, for bars (stretched to a third or so of their units) and for their key.</summary>
    private static Markup Patterns() => new("""
        <svg width="0" height="0" aria-hidden="true" focusable="false" class="patterns"><defs>
        <pattern id="stripes" patternUnits="userSpaceOnUse" width="16" height="1"><rect class="ground-1" width="16" height="1"/><rect class="ink-1" width="7" height="1"/></pattern>
        <pattern id="stripes-key" patternUnits="userSpaceOnUse" width="5" height="12"><rect class="ground-1" width="5" height="12"/><rect class="ink-1" width="2" height="12"/></pattern>
        </defs></svg>
        """);

    private sealed record Row(string Title, string Note, int[] Counts);
}
