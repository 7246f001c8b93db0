using System.Security.Cryptography;
using System.Text;
using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Terminal;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Pipeline;
using Auditor.Storage;
using Auditor.Transcripts;

namespace Auditor.App.Report;

/// <summary>A night as one page that needs nothing else: no network, no second file. It opens from a mail or a share.</summary>
internal static class NightReport
{
    /// <param name="transcriptOf">The transcript that a result rests on; null when there is none.</param>
    public static async Task WriteAsync(
        TextWriter output,
        Night night,
        Func<CallResult, CancellationToken, Task<Transcript?>> transcriptOf,
        AudioOptions audio,
        ReportOptions options,
        CancellationToken token)
    {
        var html = new Html(output);
        var shown = night.ToShow;
        Begin(html, night);
        Summary(html, night);
        OptOutTable.Write(html, night, shown);
        Plots.Write(html, night, options);
        Failures(html, night);
        var excerpts = new Excerpts(audio, options);
        html.Write($"<section id=\"calls\"><h2>Calls to look at <span class=\"count\">{shown.Count}</span></h2>");
        Filters(html, shown);
        foreach (var (result, place) in shown.Take(options.MaxCallsInFull).Select((r, i) => (r, i)))
        {
            token.ThrowIfCancellationRequested();
            var section = new CallSection(night, result, await transcriptOf(result, token), excerpts, options);
            section.Write(html, place, token);
        }

        Limits(html, shown.Count, excerpts, options);
        html.Write($"</section>");
        AllCalls(html, night, shown);
        End(html, night);
    }

    private static void Begin(Html html, Night night)
    {
        var (style, script) = (Asset("report.css"), Asset("report.js"));
        html.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src data:; style-src '{new Markup(HashOf(style))}'; script-src '{new Markup(HashOf(script))}'; base-uri 'none'; form-action 'none'">
            <title>Auditor: {night.Batch.Calls.Count} calls, {night.WrittenAt:yyyy-MM-dd HH:mm}</title>
            <style>{new Markup(style)}</style>
            </head>
            <body>
            <header class="page"><h1>Call audit</h1>
            <p>{night.WrittenAt:yyyy-MM-dd HH:mm zzz} · run {night.Batch.Run.Id} · {night.Rules.Id} {night.Rules.Version}{(night.Effects == BatchEffects.DryRun ? " · dry run, nothing was stored" : "")}</p></header>
            <main>
            """);
    }

    private static void End(Html html, Night night)
    {
        var numbers = night.Numbers switch
        {
            NumberView.Masked => "Phone numbers show their last two digits (--reveal shows them in full).",
            NumberView.Revealed => "This page holds full phone numbers: treat it as personal data.",
        };
        html.Write($"""
            </main>
            <footer class="page"><p>Auditor {night.Batch.Run.ProgramVersion}. Everything on this page was worked out on the machine that holds the recordings. {numbers}
            A machine read these calls: a person decides.</p></footer>
            <script>{new Markup(Asset("report.js"))}</script>
            </body>
            </html>
            """);
    }

    private static void Summary(Html html, Night night)
    {
        var run = night.Batch.Run;
        var statuses = night.Results.CountBy(r => r.Status).ToDictionary();
        var applicable = night.Results.SelectMany(r => r.Outcomes).Where(o => o.Value != OutcomeValue.NotApplicable).ToList();
        var unclear = applicable.Count == 0 ? 0 : (double)applicable.Count(o => o.Value == OutcomeValue.CannotTell) / applicable.Count;
        var failed = night.Results.Count(r => r.Status == CallStatus.Failed) + night.Unreadable.Count;
        var length = night.Results.Sum(r => r.Duration?.TotalHours ?? 0);
        html.Write($"<section><h2>Summary</h2><dl class=\"tiles\">");
        Tile(html, "flagged", Text($"{statuses.GetValueOrDefault(CallStatus.Flagged)}"), "a rule was broken, or an opt-out missed", "bad");
        Tile(html, "to review", Text($"{statuses.GetValueOrDefault(CallStatus.Review)}"), "a person must decide", "warn");
        Tile(html, "compliant", Text($"{statuses.GetValueOrDefault(CallStatus.Compliant)}"), "heard in full, nothing broken", "good");
        Tile(html, "failed", Text($"{failed}"), "could not be looked at", failed > 0 ? "bad" : "");
        Tile(html, "received", Text($"{run.Received + night.Unreadable.Count}"), Text($"{run.Audited} audited now, {run.Skipped} known from before{(night.Copies > 0 ? Text($", {night.Copies} copies left out") : "")}"), "");
        Tile(html, "hours of sound", Text($"{length:0.00}"), run.Audio > TimeSpan.Zero ? Text($"{run.RealTimeFactor:0.0} times faster than the calls") : "nothing new to decode", "");
        Tile(html, "cannot tell", Text($"{unclear:P0}"), Text($"of {applicable.Count} outcomes of rules that apply"), "");
        html.Write($"</dl></section>");
    }

    private static void Tile(Html html, string name, string value, string note, string kind) =>
        html.Write($"<div class=\"tile {kind}\"><dt>{name}</dt><dd><strong>{value}</strong><small>{note}</small></dd></div>");

    private static void Failures(Html html, Night night)
    {
        var failed = night.Results.Where(r => r.Failure is not null).Select(r => (r.Recording.Name, Failure: r.Failure!))
            .Concat(night.Unreadable.Select(p => (Name: Path.GetFileName(p.Path), p.Failure))).ToList();
        if (failed.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>Could not be looked at <span class=\"count\">{failed.Count}</span></h2><div class=\"scroll\"><table><thead><tr><th>call</th><th>code</th><th>what was found</th></tr></thead><tbody>");
        foreach (var (name, failure) in failed)
        {
            html.Write($"<tr><td>{name}</td><td><code>{failure.Code}</code></td><td>{failure.Detail}</td></tr>");
        }

        html.Write($"</tbody></table></div></section>");
    }

    private static void Filters(Html html, IReadOnlyList<CallResult> shown)
    {
        if (shown.Count == 0)
        {
            html.Write($"<p>None: no call was flagged or waits for a person.</p>");
            return;
        }

        html.Write($"""
            <div class="filters" hidden><label>Show <select id="status"><option value="">all</option><option value="flagged">flagged</option><option value="review">to review</option><option value="optout">with an opt-out</option></select></label>
            <label>Containing <input id="words" type="search" placeholder="agent, campaign, words"></label> <output id="shown"></output></div>
            """);
    }

    private static void Limits(Html html, int shown, Excerpts excerpts, ReportOptions options)
    {
        if (shown > options.MaxCallsInFull)
        {
            html.Write($"<p class=\"note\">{shown - options.MaxCallsInFull} more calls stand in the list below only, to keep this page small.</p>");
        }

        if (excerpts.LeftOut > 0)
        {
            html.Write($"<p class=\"note\">{excerpts.LeftOut} quotes have no sound here, to keep this page small: listen to the recording at the time given.</p>");
        }
    }

    private static void AllCalls(Html html, Night night, IReadOnlyList<CallResult> shown)
    {
        var places = shown.Select((r, i) => (r.Recording.Id, i)).ToDictionary(p => p.Id, p => p.i);
        html.Write($"<section><h2>All calls <span class=\"count\">{night.Batch.Calls.Count}</span></h2><details><summary>Show the list</summary><div class=\"scroll\"><table><thead><tr><th>call</th><th>language</th><th>agent</th><th>length</th><th>status</th></tr></thead><tbody>");
        foreach (var result in night.Results)
        {
            var name = places.TryGetValue(result.Recording.Id, out var place)
                ? Markup.Of(h => h.Write($"<a href=\"#call-{place}\">{result.Recording.Name}</a>"))
                : Markup.Of(h => h.Write($"{result.Recording.Name}"));
            html.Write($"<tr><td>{name}</td><td>{result.Language}</td><td>{result.Recording.Facts.Agent ?? result.Recording.Facts.AgentId}</td><td>{(result.Duration is { } d ? Conversation.Clock(d) : "")}</td><td>{Badges.Of(result.Status)}</td></tr>");
        }

        html.Write($"</tbody></table></div></details></section>");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Asset(string name)
    {
        using var stream = typeof(NightReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Only this style and this script may run in the page, whatever else might get into it.</summary>
    private static string HashOf(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
