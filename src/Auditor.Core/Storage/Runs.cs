using Microsoft.EntityFrameworkCore;

namespace Auditor.Storage;

/// <summary>The runs of a store.</summary>
public sealed class Runs
{
    private readonly AuditStore _store;

    internal Runs(AuditStore store) => _store = store;

    public Task BeginAsync(RunRecord run, CancellationToken token) =>
        _store.WriteAsync((db, _) => Task.FromResult(db.Runs.Add(run)), token);

    /// <summary>Puts the run's figures and its end in the place of what was known at its beginning.</summary>
    /// <returns>The run with the blacklist's head.</returns>
    public Task<RunRecord> EndAsync(RunRecord run, CancellationToken token) =>
        _store.WriteAsync(
            async (db, t) =>
            {
                var (length, hash) = await Blacklist.HeadAsync(db, t);
                var ended = run with { ChainLength = length, ChainHead = hash };
                db.Runs.Update(ended);
                return ended;
            },
            token);

    /// <summary>The newest runs first.</summary>
    public Task<IReadOnlyList<RunRecord>> LastAsync(int count, CancellationToken token) =>
        _store.ReadAsync<IReadOnlyList<RunRecord>>(
            async (db, t) => await db.Runs.AsNoTracking().OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(count).ToListAsync(t),
            token);
}
