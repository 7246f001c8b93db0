using System.Collections.Concurrent;
using Auditor.Actions;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.Pipeline;

/// <summary>
/// Audits recordings call by call: each is finished and stored as a whole before its worker takes the next one, so that a kill loses at most
/// the calls in flight, and those are done by the next run.
/// </summary>
/// <param name="basis">Known without loading a model, so that a run over known calls takes no longer than looking them up.</param>
/// <param name="loadStages">Called once, and only when there is a call to work on. What it throws is a fault of the set-up and stops the batch.</param>
public sealed class BatchRun(AuditStore store, DecisionBasis basis, AuditOptions options, Func<CallStages> loadStages, TimeProvider clock)
{
    /// <param name="recordings">Each call once: no two with the same id.</param>
    /// <param name="progress">Reported to from the workers' threads, one report at a time.</param>
    /// <exception cref="OperationCanceledException">Stopped by the token; what was finished is stored, nothing is half-written.</exception>
    /// <exception cref="StoreException">The store does not work any more; what was finished is stored.</exception>
    public async Task<BatchResult> RunAsync(
        IReadOnlyList<Recording> recordings, BatchOptions batch, IProgress<BatchProgress>? progress, CancellationToken token)
    {
        if (recordings.DistinctBy(r => r.Id).Count() != recordings.Count)
        {
            throw new ArgumentException("A call is handed in twice.", nameof(recordings));
        }

        var began = clock.GetTimestamp();
        var startedAt = clock.GetUtcNow();
        var run = new RunRecord
        {
            Id = Guid.CreateVersion7(startedAt).ToString("n"),
            StartedAt = startedAt,
            ProgramVersion = basis.ProgramVersion,
            Received = recordings.Count,
        };
        var meter = new ProgressMeter(recordings.Count, clock, progress);
        if (batch.Effects == BatchEffects.DryRun)
        {
            var dryCalls = await AuditAsync(run, recordings, batch, meter, token);
            return new(End(run, RunState.Done, meter, began), dryCalls, await BlacklistOfAsync(dryCalls, token));
        }

        await store.Runs.BeginAsync(run, token);
        try
        {
            var calls = await AuditAsync(run, recordings, batch, meter, token);
            var blacklist = await BlacklistOfAsync(calls, token);
            return new(await store.Runs.EndAsync(End(run, RunState.Done, meter, began), CancellationToken.None), calls, blacklist);
        }
        catch
        {
            await EndInterruptedAsync(End(run, RunState.Interrupted, meter, began));
            throw;
        }
    }

    private RunRecord End(RunRecord run, RunState state, ProgressMeter meter, long began) => run with
    {
        EndedAt = clock.GetUtcNow(),
        State = state,
        Audited = meter.Audited,
        Skipped = meter.Skipped,
        Failed = meter.Failed,
        Audio = meter.Audio,
        Wall = clock.GetElapsedTime(began),
    };

    private async Task<BatchCall[]> AuditAsync(
        RunRecord run, IReadOnlyList<Recording> recordings, BatchOptions batch, ProgressMeter meter, CancellationToken token)
    {
        var calls = new BatchCall?[recordings.Count];
        var work = new List<(int Index, CallWork Work)>();
        for (var i = 0; i < recordings.Count; i++)
        {
            var provenance = Provenance.Of(recordings[i], basis, options);
            var history = await store.Results.HistoryAsync(recordings[i], provenance, token);
            if (batch.KnownCalls == KnownCalls.Skip && history.Latest is { } known && IsLasting(known.Failure, history.Attempts, batch))
            {
                calls[i] = new(known, CallOrigin.Store);
            }
            else
            {
                work.Add((i, new(recordings[i], provenance, history, run.Id)));
            }
        }

        meter.Begin(recordings.Count - work.Count, work.Select(w => w.Work.Recording));
        if (work.Count > 0)
        {
            var stages = loadStages();

            // One call at a time from the front: the default partitioner would hand out chunks and leave workers idle at the end.
            var queue = Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering).GetDynamicPartitions();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = batch.Workers, CancellationToken = token };
            await Parallel.ForEachAsync(queue, parallel, async (item, _) =>
            {
                var call = await WorkAsync(item.Work, stages, batch, token);
                calls[item.Index] = call;
                meter.Finish(call);
            });
        }

        return calls!;
    }

    private async Task<BatchCall> WorkAsync(CallWork work, CallStages stages, BatchOptions batch, CancellationToken token)
    {
        if (batch.Effects == BatchEffects.DryRun)
        {
            var dry = Audit(work, stages, token);
            return new(ToResult(work, dry), CallOrigin.ThisRun) { Transcript = dry.Transcript };
        }

        if (batch.KnownCalls == KnownCalls.AuditAgain)
        {
            await store.Results.ForgetAttemptsAsync(work.Recording, work.Provenance, token);
        }
        else if (work.History.Latest is null && work.History.Attempts >= batch.MaxAttempts)
        {
            var failure = new Failure(FailureCodes.CallSetAside, $"the program ended abruptly {work.History.Attempts} times while it was at this call");
            return await StoreAsync(work, new() { Failure = failure }, ResultFinality.Lasting);
        }

        await store.Results.CountAttemptAsync(work.Recording, work.Provenance, clock.GetUtcNow(), token);
        CallAudit audit;
        try
        {
            audit = Audit(work, stages, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await store.Results.ReleaseAttemptAsync(work.Recording, work.Provenance, CancellationToken.None);
            throw;
        }

        return await StoreAsync(work, audit, RepeatableFailures.Contains(audit.Failure) ? ResultFinality.ToBeRepeated : ResultFinality.Lasting);
    }

    private static bool IsLasting(Failure? failure, int attempts, BatchOptions batch) =>
        !RepeatableFailures.Contains(failure) || attempts >= batch.MaxAttempts;

    /// <exception cref="OperationCanceledException">Stopped by our token.</exception>
    private CallAudit Audit(CallWork work, CallStages stages, CancellationToken token)
    {
        CallAudit audit;
        try
        {
            audit = CallAudit.Of(work.Recording, stages, basis, options, token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
        {
            // The message might hold words of the call or a number; the type says enough to find the place.
            audit = new() { Failure = new(FailureCodes.CallUnexpected, e.GetType().Name) };
        }

        if (audit.Failure is not null)
        {
            // Ctrl-C also reaches ffmpeg and ends model runs: what failed on the way out has not failed.
            token.ThrowIfCancellationRequested();
        }

        return audit;
    }

    /// <summary>Never cancelled: a call that was worked through is stored, even when the user has asked to stop meanwhile.</summary>
    private async Task<BatchCall> StoreAsync(CallWork work, CallAudit audit, ResultFinality finality)
    {
        var result = ToResult(work, audit);
        var stored = await store.Results.CommitAsync(result, audit.Transcript, audit.Plan.Events, finality, CancellationToken.None);
        return new(stored, stored.RunId == result.RunId ? CallOrigin.ThisRun : CallOrigin.Store);
    }

    private CallResult ToResult(CallWork work, CallAudit audit) => new()
    {
        Recording = work.Recording,
        RunId = work.RunId,
        Provenance = work.Provenance,
        Revision = (work.History.Latest?.Revision ?? 0) + 1,
        FinishedAt = clock.GetUtcNow(),
        Status = audit.Plan.Status,
        Failure = audit.Failure,
        Language = audit.Transcript?.Language,
        Duration = audit.Duration,
        Warnings = audit.Warnings,
        Outcomes = audit.Outcomes,
        OptOut = audit.Plan.OptOut,
    };

    private async Task<List<BlacklistEntry>> BlacklistOfAsync(IReadOnlyList<BatchCall> calls, CancellationToken token)
    {
        var entries = new List<BlacklistEntry>();
        foreach (var number in calls.Select(c => c.Result.OptOut?.Number).OfType<PhoneNumber>().Distinct().OrderBy(n => n.Reveal(), StringComparer.Ordinal))
        {
            if (await store.Blacklist.CheckAsync(number, token) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private async Task EndInterruptedAsync(RunRecord run)
    {
        try
        {
            await store.Runs.EndAsync(run, CancellationToken.None);
        }
        catch (StoreException)
        {
            // The batch stops for its own reason, which is thrown on; very likely the store is that reason.
        }
    }

    private sealed record CallWork(Recording Recording, string Provenance, CallHistory History, string RunId);
}
