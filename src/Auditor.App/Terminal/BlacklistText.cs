using Auditor.Actions;
using Auditor.App.Contract;
using Spectre.Console;

namespace Auditor.App.Terminal;

/// <summary>Answers about the blacklist, for reading.</summary>
internal static class BlacklistText
{
    public static void WriteList(IReadOnlyList<BlacklistEntry> entries, DateTimeOffset now, NumberView numbers)
    {
        if (entries.Count > 0)
        {
            var table = Tables.New("number", "blocked", "state", "scope", "since (UTC)", "events", "call");
            foreach (var entry in entries)
            {
                table.AddRow(
                    new Text(numbers.Show(entry.Number)),
                    new Text(entry.BlocksAt(now) ? "yes" : "no"),
                    new Text(Names.Of(entry.State)),
                    new Text(Names.Of(entry.Scope)),
                    new Text(Minutes(entry.Since)),
                    new Text(FormattableString.Invariant($"{entry.Events}")),
                    new Text(entry.CallId?[..12] ?? "–"));
            }

            Tables.Write(table);
        }

        var waiting = entries.Count(e => e.State == BlacklistState.Proposed);
        Console.Out.WriteLine($"{Conversation.Count(entries.Count, "number")}, {entries.Count(e => e.BlocksAt(now))} blocked, {waiting} proposed and waiting for a person.");
    }

    public static void WriteCheck(CheckJson check) => Console.Out.WriteLine(
        check.State is null ? $"{check.Number} is not blocked: it was never on the list."
        : check.Blocked ? $"{check.Number} is BLOCKED: {check.State} since {check.Since}, scope {check.Scope}{Call(check.Call)}."
        : $"{check.Number} is not blocked: {check.State} since {check.Since}{Call(check.Call)}.");

    public static void WriteHistory(HistoryJson history, IReadOnlyList<BlacklistEvent> events)
    {
        if (events.Count == 0)
        {
            Console.Out.WriteLine($"{history.Number} was never on the list.");
            return;
        }

        Console.Out.WriteLine(history.Number);
        foreach (var e in events)
        {
            var content = e.Content;
            var scope = content.Scope is { } one ? $", scope {Names.Of(one)}" : "";
            Console.Out.WriteLine($"{Minutes(e.At)}  {Names.Of(content.Kind)} by {Names.Of(content.Actor.Kind)} {content.Actor.Name}{scope}: {content.Reason}");
            if (content.Proof is { } text)
            {
                var proof = BlacklistProof.Parse(text);
                Console.Out.WriteLine($"                  \"{proof.Words}\" ({Names.Of(proof.Party)}, {Conversation.Clock(TimeSpan.FromMilliseconds(proof.StartMs))} into call {proof.CallId[..12]})");
            }
        }
    }

    private static string Call(string? id) => id is null ? "" : $", call {id[..12]}";

    private static string Minutes(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
