using System.Diagnostics;
using Auditor.Tests.Storage;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Auditor.Tests.Storage;

/// <summary>A throw-away PostgreSQL cluster for this run of the tests, reached over a Unix socket; started when the first test asks for it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private string? _folder;
    private string? _unavailable;
    private int _databases;

    /// <summary>Connection text of a new, empty database; skips the test when there is no PostgreSQL on this machine.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken token)
    {
        await _gate.WaitAsync(token);
        try
        {
            if (_folder is null && _unavailable is null)
            {
                await StartAsync(token);
            }
        }
        finally
        {
            _gate.Release();
        }

        Assert.SkipWhen(_unavailable is not null, _unavailable ?? "");
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionText("postgres"));
        await connection.OpenAsync(token);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(token);
        return ConnectionText(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", ["-D", _folder + "/data", "-m", "immediate", "-w", "stop"], CancellationToken.None);
            Directory.Delete(_folder, recursive: true);
        }

        _gate.Dispose();
    }

    private string ConnectionText(string database) => $"Host={_folder};Username=postgres;Database={database};Maximum Pool Size=10";

    private async Task StartAsync(CancellationToken token)
    {
        if (Binaries() is null)
        {
            _unavailable = "no PostgreSQL under /usr/lib/postgresql: apt-get install postgresql";
            return;
        }

        var folder = Directory.CreateTempSubdirectory("auditor-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            await ExecuteAsync("chown", ["postgres", folder], token);
        }

        await RunAsync("initdb", ["-D", folder + "/data", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"], token);
        await RunAsync(
            "pg_ctl",
            ["-D", folder + "/data", "-l", folder + "/log", "-w", "-o", $"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off", "start"],
            token);
        _folder = folder;
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => version + "/bin").Where(Directory.Exists).Order().LastOrDefault()
        : null;

    private static Task RunAsync(string program, string[] arguments, CancellationToken token) => Environment.IsPrivilegedProcess
        ? ExecuteAsync("runuser", ["-u", "postgres", "--", $"{Binaries()}/{program}", .. arguments], token)
        : ExecuteAsync($"{Binaries()}/{program}", arguments, token);

    private static async Task ExecuteAsync(string program, string[] arguments, CancellationToken token)
    {
        // Not redirected: the server inherits the streams and would keep a pipe open after pg_ctl has ended.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}");
    }
}
