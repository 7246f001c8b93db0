using System.Diagnostics;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;
using Auditor.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Pipeline;

/// <summary>A batch in a process of its own, ended by kill -9 in the middle, several times over.</summary>
public sealed class KilledBatchTests(PostgresServer server)
{
    private const string StoreVariable = "AUDITOR_TEST_KILLED_STORE";
    private const string PostgresVariable = "AUDITOR_TEST_KILLED_POSTGRES";
    private const int Calls = 45;
    private const int Kills = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static List<Recording> Recordings() =>
        [.. Enumerable.Range(0, Calls).Select(i => Recording(i % 3 == 0 ? $"optout{i}.wav" : $"{i}.wav"))];

    private static Task<BatchResult> RunAsync(AuditStore store, StubStages stages) =>
        new BatchRun(store, Basis, new(), stages.Load, TimeProvider.System)
            .RunAsync(Recordings(), new() { Workers = 3, MaxAttempts = 100 }, null, Token);

    [Fact]
    public async Task On_SQLite_no_call_is_lost_or_doubled_and_the_chain_holds()
    {
        using var folder = new TemporaryFolder();
        await KillAndResumeAsync(new() { Folder = folder["store"] });
    }

    [Fact]
    public async Task On_PostgreSQL_no_call_is_lost_or_doubled_and_the_chain_holds()
    {
        await KillAndResumeAsync(new() { Folder = "/nowhere", Postgres = await server.NewDatabaseAsync(Token) });
    }

    /// <summary>Not a test: the work of the process that is killed. Runs only when it is asked for by name.</summary>
    [Fact(Explicit = true)]
    public async Task Child()
    {
        var folder = Environment.GetEnvironmentVariable(StoreVariable);
        Assert.SkipWhen(folder is null, "only in the process that is to be killed");
        await using var store = await AuditStore.OpenAsync(new() { Folder = folder!, Postgres = Environment.GetEnvironmentVariable(PostgresVariable) }, Token);
        await RunAsync(store, new() { OnTranscribe = (_, _) => Thread.Sleep(Random.Shared.Next(20, 60)) });
    }

    private static async Task KillAndResumeAsync(StoreOptions options)
    {
        await using var store = await AuditStore.OpenAsync(options, Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var child = StartChild(options);

            // Let it get a fifth further than the one before, then kill it wherever it is.
            while (await CountAsync(store) < Calls * kill / (Kills + 1))
            {
                Assert.False(child.HasExited, "The child ended before it was killed.");
                await Task.Delay(5, Token);
            }

            child.Kill();
            await child.WaitForExitAsync(Token);
            Assert.Null(await store.Blacklist.VerifyAsync(Token));
        }

        var before = await CountAsync(store);
        Assert.InRange(before, 1, Calls - 1);
        var stages = new StubStages();
        var result = await RunAsync(store, stages);

        Assert.Equal(Calls - before, stages.Transcribed.Count);
        Assert.Equal((Calls, 0), (result.Run.Audited + result.Run.Skipped, result.Run.Failed));
        Assert.Equal(Calls, await CountAsync(store));
        Assert.Equal(Calls / 3, (await store.Blacklist.HistoryAsync(Number, Token)).Count);
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
        await AssertNothingIsHalfWrittenAsync(store);
        var runs = await store.Runs.LastAsync(10, Token);
        Assert.Equal(Kills, runs.Count(run => run.State == RunState.Running));
    }

    private static async Task AssertNothingIsHalfWrittenAsync(AuditStore store)
    {
        Assert.Equal(0, await store.ReadAsync((db, t) => db.Attempts.CountAsync(t), Token));
        Assert.Equal(0, await store.ReadAsync((db, t) => db.Results.CountAsync(r => r.Outcomes.Count != 1 || r.Transcript == null, t), Token));
        Assert.Equal(Calls / 3, await store.ReadAsync((db, t) => db.Results.CountAsync(r => r.OptOut != null, t), Token));
    }

    private static Task<int> CountAsync(AuditStore store) => store.ReadAsync((db, t) => db.Results.CountAsync(t), Token);

    private static Process StartChild(StoreOptions options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(KilledBatchTests).Assembly.Location,
                "-explicit", "only",
                "-method", $"{typeof(KilledBatchTests).FullName}.{nameof(Child)}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[StoreVariable] = options.Folder;
        start.Environment[PostgresVariable] = options.Postgres;
        var child = Process.Start(start)!;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }
}
