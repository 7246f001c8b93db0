using System.Globalization;
using System.Text.Json;
using Auditor.Actions;
using Auditor.Recordings;

namespace Auditor.App.Contract;

/// <summary>What <c>blacklist check --json</c> prints, and each row of <c>blacklist list --json</c>.</summary>
/// <param name="State">Null, like scope, since and call, when the number was never on the list.</param>
/// <param name="Since">ISO 8601 in UTC: when the present state began.</param>
/// <param name="Call">Id of the call that the entry goes back to; null when it came in another way.</param>
internal sealed record CheckJson(string Number, bool Blocked, string? State, string? Scope, string? Since, string? Call)
{
    public static CheckJson From(PhoneNumber number, BlacklistEntry? entry, DateTimeOffset now, NumberView numbers) => new(
        numbers.Show(number),
        entry is not null && entry.BlocksAt(now),
        entry is null ? null : Names.Of(entry.State),
        entry is null ? null : Names.Of(entry.Scope),
        entry is null ? null : Moments.Iso(entry.Since),
        entry?.CallId);
}

/// <summary>What <c>blacklist history --json</c> prints.</summary>
internal sealed record HistoryJson(string Number, IReadOnlyList<EventJson> Events)
{
    public static HistoryJson From(PhoneNumber number, IReadOnlyList<BlacklistEvent> events, NumberView numbers) =>
        new(numbers.Show(number), [.. events.Select(EventJson.From)]);
}

/// <param name="SaidAt">When the words were said; null when not known.</param>
/// <param name="StartMs">Where in the call they start.</param>
/// <param name="Proof">What lets anybody check it: which words of which bytes, found by what; null when there is none.</param>
internal sealed record EventJson(
    long Sequence,
    string At,
    string Kind,
    string ActorKind,
    string Actor,
    string Reason,
    string? Scope,
    string? Until,
    string? SaidAt,
    string? Call,
    long? StartMs,
    JsonElement? Proof,
    string Hash)
{
    public static EventJson From(BlacklistEvent e)
    {
        var content = e.Content;
        return new(
            e.Sequence,
            Moments.Iso(e.At),
            Names.Of(content.Kind),
            Names.Of(content.Actor.Kind),
            content.Actor.Name,
            content.Reason,
            content.Scope is { } scope ? Names.Of(scope) : null,
            content.Until is { } until ? Moments.Iso(until) : null,
            content.SaidAt is { } said ? Moments.Iso(said) : null,
            content.CallId,
            (long?)content.CallStart?.TotalMilliseconds,
            content.Proof is { } proof ? JsonDocument.Parse(proof).RootElement : null,
            e.Hash);
    }
}

internal static class Moments
{
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
