using Auditor.Actions;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Storage;

/// <summary>Blacklist events to rows and back.</summary>
internal static class EventMapping
{
    public static BlacklistEventRow ToRow(BlacklistEvent e) => new()
    {
        Sequence = e.Sequence,
        At = e.At.ToUnixTimeMilliseconds(),
        Kind = e.Content.Kind.ToString(),
        Number = e.Content.Number.Reveal(),
        ActorKind = e.Content.Actor.Kind.ToString(),
        Actor = e.Content.Actor.Name,
        Reason = e.Content.Reason,
        Scope = e.Content.Scope?.ToString(),
        Until = e.Content.Until?.ToUnixTimeMilliseconds(),
        SaidAt = e.Content.SaidAt?.ToUnixTimeMilliseconds(),
        CallId = e.Content.CallId,
        CallStart = (long?)e.Content.CallStart?.TotalMilliseconds,
        Proof = e.Content.Proof,
        Salt = e.Salt,
        PreviousHash = e.PreviousHash,
        Hash = e.Hash,
    };

    /// <exception cref="StoreException">Somebody edited the row into something that was never written.</exception>
    public static BlacklistEvent ToEvent(BlacklistEventRow row) =>
        TryToEvent(row) ?? throw new StoreException(
            new(FailureCodes.StoreDamaged, $"event {row.Sequence} of the blacklist cannot be read"),
            inner: null);

    /// <returns>Null when the row is nothing that was ever written.</returns>
    public static BlacklistEvent? TryToEvent(BlacklistEventRow row)
    {
        try
        {
            return new(row.Sequence, Instant(row.At), ToDraft(row), row.Salt, row.PreviousHash, row.Hash);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static BlacklistDraft ToDraft(BlacklistEventRow row) => new()
    {
        Kind = Enum.Parse<BlacklistEventKind>(row.Kind),
        Number = PhoneNumber.FromE164(row.Number),
        Actor = new(Enum.Parse<ActorKind>(row.ActorKind), row.Actor),
        Reason = row.Reason,
        Scope = row.Scope is null ? null : Enum.Parse<OptOutScope>(row.Scope),
        Until = row.Until is { } until ? Instant(until) : null,
        SaidAt = row.SaidAt is { } saidAt ? Instant(saidAt) : null,
        CallId = row.CallId,
        CallStart = row.CallStart is { } start ? TimeSpan.FromMilliseconds(start) : null,
        Proof = row.Proof,
    };

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
