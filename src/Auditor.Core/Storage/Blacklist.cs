using System.Runtime.CompilerServices;
using Auditor.Actions;
using Auditor.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Auditor.Storage;

/// <summary>The do-not-call list of a store: events that are only ever added, and the questions one can ask of them.</summary>
public sealed class Blacklist
{
    private const int PageSize = 2_000;

    private readonly AuditStore _store;

    internal Blacklist(AuditStore store) => _store = store;

    /// <summary>Adds events in their order. One from a call that is there already (same call, number, kind and start) is left out.</summary>
    /// <returns>The events that were added.</returns>
    public Task<IReadOnlyList<BlacklistEvent>> AppendAsync(IReadOnlyList<BlacklistDraft> events, DateTimeOffset at, CancellationToken token) =>
        _store.WriteAsync((db, t) => AppendAsync(db, events, at, t), token);

    /// <summary>Where a number stands; null when it was never on the list.</summary>
    public async Task<BlacklistEntry?> CheckAsync(PhoneNumber number, CancellationToken token) =>
        BlacklistEntry.Fold(await HistoryAsync(number, token));

    /// <summary>All events of a number, the oldest first; empty when it was never on the list.</summary>
    public Task<IReadOnlyList<BlacklistEvent>> HistoryAsync(PhoneNumber number, CancellationToken token) =>
        _store.ReadAsync<IReadOnlyList<BlacklistEvent>>(
            async (db, t) =>
            {
                var e164 = number.Reveal();
                var rows = await db.BlacklistEvents.AsNoTracking().Where(e => e.Number == e164).OrderBy(e => e.Sequence).ToListAsync(t);
                return [.. rows.Select(EventMapping.ToEvent)];
            },
            token);

    /// <summary>Every number that was ever on the list, whatever its state, by number. Held a page at a time.</summary>
    public async IAsyncEnumerable<BlacklistEntry> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        var last = "";
        while (true)
        {
            var rows = await _store.ReadAsync((db, t) => NextNumbersAsync(db, last, t), token);
            foreach (var story in rows.GroupBy(r => r.Number))
            {
                last = story.Key;
                yield return BlacklistEntry.Fold(story.Select(EventMapping.ToEvent))!;
            }

            if (rows.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Follows the whole chain and compares it with the heads that the runs noted at their ends: a cut-off tail shows there.</summary>
    /// <returns>The first fault; null when every event is as it was written.</returns>
    public async Task<ChainFault?> VerifyAsync(CancellationToken token)
    {
        var heads = await _store.ReadAsync(
            (db, t) => db.Runs.AsNoTracking().Where(r => r.ChainHead != null).Select(r => new { r.ChainLength, r.ChainHead }).Distinct().ToListAsync(t),
            token);
        var noted = heads.ToLookup(r => r.ChainLength, r => r.ChainHead);
        var chain = new BlacklistChain();
        var last = long.MinValue;
        List<BlacklistEventRow> rows;
        do
        {
            rows = await _store.ReadAsync(
                (db, t) => db.BlacklistEvents.AsNoTracking().Where(e => e.Sequence > last).OrderBy(e => e.Sequence).Take(PageSize).ToListAsync(t),
                token);
            foreach (var row in rows)
            {
                if (EventMapping.TryToEvent(row) is not { } e)
                {
                    return new(row.Sequence, "it cannot be read");
                }

                if (chain.Follow(e) is { } fault)
                {
                    return fault;
                }

                if (noted[row.Sequence].Any(head => head != row.Hash))
                {
                    return new(row.Sequence, "it is not the event that a run noted as the last one");
                }

                last = row.Sequence;
            }
        }
        while (rows.Count == PageSize);

        var longest = heads.Count == 0 ? 0 : heads.Max(r => r.ChainLength);
        return longest > chain.Length ? new(chain.Length + 1, $"events {chain.Length + 1} to {longest} are missing") : null;
    }

    /// <summary>Length and last hash of the chain as it stands.</summary>
    internal static async Task<(long Length, string Hash)> HeadAsync(AuditDb db, CancellationToken token)
    {
        var last = await db.BlacklistEvents.AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(token);
        return last is null ? (0, BlacklistChain.Genesis) : (last.Sequence, last.Hash);
    }

    /// <summary>Adds within the caller's writing transaction.</summary>
    internal static async Task<IReadOnlyList<BlacklistEvent>> AppendAsync(
        AuditDb db, IReadOnlyList<BlacklistDraft> drafts, DateTimeOffset at, CancellationToken token)
    {
        var added = new List<BlacklistEvent>();
        if (drafts.Count == 0)
        {
            return added;
        }

        var lastRow = await db.BlacklistEvents.AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(token);
        var last = lastRow is null ? null : EventMapping.ToEvent(lastRow);
        var seen = new HashSet<(string?, PhoneNumber, BlacklistEventKind, TimeSpan?)>();
        foreach (var draft in drafts)
        {
            if (draft.CallId is not null && (!seen.Add((draft.CallId, draft.Number, draft.Kind, draft.CallStart)) || await IsThereAsync(db, draft, token)))
            {
                continue;
            }

            last = BlacklistChain.Append(last, draft, at);
            added.Add(last);
            db.BlacklistEvents.Add(EventMapping.ToRow(last));
        }

        return added;
    }

    private static async Task<bool> IsThereAsync(AuditDb db, BlacklistDraft draft, CancellationToken token)
    {
        var (number, kind) = (draft.Number.Reveal(), draft.Kind.ToString());
        long? start = draft.CallStart is { } at ? (long)Math.Round(at.TotalMilliseconds) : null;
        return await db.BlacklistEvents.AnyAsync(e => e.CallId == draft.CallId && e.Number == number && e.Kind == kind && e.CallStart == start, token);
    }

    private static async Task<List<BlacklistEventRow>> NextNumbersAsync(AuditDb db, string after, CancellationToken token)
    {
        var numbers = db.BlacklistEvents
            .Where(e => e.Number.CompareTo(after) > 0)
            .Select(e => e.Number)
            .Distinct()
            .OrderBy(number => number)
            .Take(PageSize);
        return await db.BlacklistEvents.AsNoTracking()
            .Where(e => numbers.Contains(e.Number))
            .OrderBy(e => e.Number)
            .ThenBy(e => e.Sequence)
            .ToListAsync(token);
    }
}
