using Auditor.Actions;
using Auditor.Recordings;
using Auditor.Transcripts;
using Microsoft.EntityFrameworkCore;

namespace Auditor.Storage;

/// <summary>What is known of a call before it is worked on.</summary>
/// <param name="Latest">The newest result of this provenance; null when there is none.</param>
/// <param name="Attempts">Starts of work that have not led to a lasting result.</param>
public sealed record CallHistory(CallResult? Latest, int Attempts);

/// <summary>Whether a result closes its call or leaves the count of attempts standing, because the next run tries it again.</summary>
public enum ResultFinality
{
    Lasting,
    ToBeRepeated,
}

/// <summary>The results of a store: rows are added, never changed.</summary>
public sealed class CallResults
{
    private readonly AuditStore _store;

    internal CallResults(AuditStore store) => _store = store;

    public Task<CallHistory> HistoryAsync(Recording recording, string provenance, CancellationToken token) =>
        _store.ReadAsync(
            async (db, t) =>
            {
                var latest = await FindAsync(db, recording.Id, provenance, t);
                var attempt = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.CallId == recording.Id && a.Provenance == provenance, t);
                return new CallHistory(latest is null ? null : latest with { Recording = recording }, attempt?.Started ?? 0);
            },
            token);

    /// <summary>Counts a start of work on a call, before the work.</summary>
    /// <returns>The count with this start.</returns>
    public Task<int> CountAttemptAsync(Recording recording, string provenance, DateTimeOffset at, CancellationToken token) =>
        _store.WriteAsync(
            async (db, t) =>
            {
                await KeepCallAsync(db, recording, at, t);
                var attempt = await db.Attempts.FindAsync([recording.Id, provenance], t);
                if (attempt is null)
                {
                    attempt = new() { CallId = recording.Id, Provenance = provenance, Started = 0 };
                    db.Attempts.Add(attempt);
                }

                return ++attempt.Started;
            },
            token);

    /// <summary>Takes back one counted start: the work was stopped in good order.</summary>
    public Task ReleaseAttemptAsync(Recording recording, string provenance, CancellationToken token) =>
        _store.WriteAsync(
            (db, t) => db.Attempts
                .Where(a => a.CallId == recording.Id && a.Provenance == provenance && a.Started > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Started, a => a.Started - 1), t),
            token);

    /// <summary>Forgets all counted starts, so that a call which was set aside is tried again.</summary>
    public Task ForgetAttemptsAsync(Recording recording, string provenance, CancellationToken token) =>
        _store.WriteAsync((db, t) => DeleteAttemptsAsync(db, recording.Id, provenance, t), token);

    /// <summary>
    /// Stores a result with its transcript and its blacklist events, all or nothing. An event that is there already (same call, number, kind
    /// and start) is not stored twice.
    /// </summary>
    /// <returns>The stored result: another process's, when it was quicker with the same provenance and revision.</returns>
    public Task<CallResult> CommitAsync(
        CallResult result,
        Transcript? transcript,
        IReadOnlyList<BlacklistDraft> events,
        ResultFinality finality,
        CancellationToken token) =>
        _store.WriteAsync(
            async (db, t) =>
            {
                var call = result.Recording.Id;
                var latest = await FindAsync(db, call, result.Provenance, t);
                if (latest?.Revision >= result.Revision)
                {
                    return latest with { Recording = result.Recording };
                }

                await KeepCallAsync(db, result.Recording, result.FinishedAt, t);
                db.Results.Add(ResultMapping.ToRow(result, transcript));
                await Blacklist.AppendAsync(db, events, result.FinishedAt, t);
                if (finality == ResultFinality.Lasting)
                {
                    await DeleteAttemptsAsync(db, call, result.Provenance, t);
                }

                // Read back, so that what is reported now is what a later run reports, to the millisecond.
                await db.SaveChangesAsync(t);
                return (await FindAsync(db, call, result.Provenance, t))! with { Recording = result.Recording };
            },
            token);

    /// <summary>The newest result of each call, the newest first.</summary>
    public Task<IReadOnlyList<CallResult>> LastAsync(int count, CancellationToken token) =>
        _store.ReadAsync<IReadOnlyList<CallResult>>(
            async (db, t) =>
            {
                var rows = await WithParts(db)
                    .Where(r => !db.Results.Any(later => later.CallId == r.CallId && later.Id > r.Id))
                    .OrderByDescending(r => r.Id)
                    .Take(count)
                    .ToListAsync(t);
                var ids = rows.Select(r => r.CallId).ToList();
                var calls = await db.Calls.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, t);
                return [.. rows.Select(row => ResultMapping.ToResult(row, calls[row.CallId]))];
            },
            token);

    /// <summary>The transcript that a stored result rests on; null when the call failed before there was one.</summary>
    public Task<Transcript?> TranscriptAsync(CallResult result, CancellationToken token) =>
        _store.ReadAsync(
            async (db, t) =>
            {
                var text = await db.Results
                    .Where(r => r.CallId == result.Recording.Id && r.Provenance == result.Provenance && r.Revision == result.Revision)
                    .Select(r => r.Transcript)
                    .FirstOrDefaultAsync(t);
                return text is null ? null : StoredJson.Read<Transcript>(text);
            },
            token);

    private static async Task<CallResult?> FindAsync(AuditDb db, string callId, string provenance, CancellationToken token)
    {
        var row = await WithParts(db)
            .Where(r => r.CallId == callId && r.Provenance == provenance)
            .OrderByDescending(r => r.Revision)
            .FirstOrDefaultAsync(token);
        return row is null ? null : ResultMapping.ToResult(row, await db.Calls.AsNoTracking().FirstAsync(c => c.Id == callId, token));
    }

    private static IQueryable<ResultRow> WithParts(AuditDb db) =>
        db.Results.AsNoTracking().AsSplitQuery().Include(r => r.Outcomes).Include(r => r.OptOut);

    private static async Task KeepCallAsync(AuditDb db, Recording recording, DateTimeOffset at, CancellationToken token)
    {
        if (await db.Calls.FindAsync([recording.Id], token) is { } call)
        {
            // The bytes were found again, perhaps elsewhere: the newest place is where they can be played from.
            call.Name = recording.Name;
            call.Path = recording.Path;
            return;
        }

        db.Calls.Add(new() { Id = recording.Id, Name = recording.Name, Path = recording.Path, Bytes = recording.Bytes, FirstSeenAt = at });
    }

    private static Task<int> DeleteAttemptsAsync(AuditDb db, string callId, string provenance, CancellationToken token) =>
        db.Attempts.Where(a => a.CallId == callId && a.Provenance == provenance).ExecuteDeleteAsync(token);
}
