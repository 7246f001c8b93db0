using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Auditor.Storage;

/// <summary>
/// The store of runs, results and the blacklist. Safe for many threads and several processes at once. Every member throws
/// <see cref="StoreException"/> when the store itself does not work.
/// </summary>
public sealed class AuditStore : IAsyncDisposable
{
    private readonly Func<AuditDb> _connect;
    private readonly string _name;

    private AuditStore(Func<AuditDb> connect, string name)
    {
        _connect = connect;
        _name = name;
        Runs = new(this);
        Results = new(this);
        Blacklist = new(this);
    }

    public Runs Runs { get; }

    public CallResults Results { get; }

    public Blacklist Blacklist { get; }

    /// <summary>Opens the store, creates it or brings its schema up to this program's.</summary>
    /// <exception cref="StoreException">It cannot be opened, is damaged or newer than the program.</exception>
    public static async Task<AuditStore> OpenAsync(StoreOptions options, CancellationToken token)
    {
        var store = options.Postgres is { } text
            ? new AuditStore(() => new PostgresAuditDb(text), DatabaseName(text))
            : OpenFile(options);
        await store.WriteAsync(SchemaScripts.ApplyAsync, token);
        return store;
    }

    public ValueTask DisposeAsync()
    {
        // Pooled connections keep the file open; the last one to close also folds the write-ahead log into the file.
        using var db = _connect();
        if (db.Database.GetDbConnection() is SqliteConnection connection)
        {
            SqliteConnection.ClearPool(connection);
        }

        return ValueTask.CompletedTask;
    }

    internal async Task<T> ReadAsync<T>(Func<AuditDb, CancellationToken, Task<T>> query, CancellationToken token)
    {
        try
        {
            await using var db = _connect();
            return await query(db, token);
        }
        catch (Exception e) when (StoreException.From(e, _name) is not null)
        {
            throw StoreException.From(e, _name)!;
        }
    }

    /// <summary>One transaction, alone among all writers; rolled back as a whole when <paramref name="change"/> throws.</summary>
    internal async Task<T> WriteAsync<T>(Func<AuditDb, CancellationToken, Task<T>> change, CancellationToken token)
    {
        return await ReadAsync(
            async (db, _) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.LockWritersAsync(token);
                var value = await change(db, token);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return value;
            },
            token);
    }

    private static AuditStore OpenFile(StoreOptions options)
    {
        var file = Path.GetFullPath(Path.Combine(options.Folder, StoreOptions.FileName));
        try
        {
            Directory.CreateDirectory(options.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.From(e, options.Folder)!;
        }

        var text = SqliteAuditDb.ConnectionText(file, options.BusyTimeout);
        return new(() => new SqliteAuditDb(text), file);
    }

    /// <summary>Host and database alone: the text may hold a password.</summary>
    private static string DatabaseName(string connectionText)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionText);
        return $"{parts.Database} on {parts.Host}";
    }
}
