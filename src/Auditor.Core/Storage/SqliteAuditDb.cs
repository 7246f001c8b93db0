using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Auditor.Storage;

/// <summary>The store as one file, for one machine.</summary>
internal sealed class SqliteAuditDb(string connectionText)
    : AuditDb(new DbContextOptionsBuilder().UseSqlite(connectionText).AddInterceptors(Pragmas.Instance).Options)
{
    public override string Dialect => "sqlite";

    public static string ConnectionText(string file, TimeSpan busyTimeout) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = (int)Math.Ceiling(busyTimeout.TotalSeconds),
    }.ToString();

    /// <summary>Nothing to do: the provider opens a transaction with BEGIN IMMEDIATE, which takes the write lock.</summary>
    public override Task LockWritersAsync(CancellationToken token) => Task.CompletedTask;

    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        // The provider itself waits on until the command times out; the short wait here only makes it notice sooner.
        // Readers never wait for the writer (WAL), and a decision that was reported as stored survives a power cut (FULL).
        private const string Text = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 200;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
