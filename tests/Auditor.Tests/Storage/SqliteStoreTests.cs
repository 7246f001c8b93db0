using Auditor.Actions;
using Auditor.Recordings;
using Auditor.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Auditor.Tests.Actions.Invented;

namespace Auditor.Tests.Storage;

public sealed class SqliteStoreTests : StoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected override string DropTriggers =>
        "DROP TRIGGER blacklist_events_no_update; DROP TRIGGER blacklist_events_no_delete; DROP TRIGGER blacklist_events_no_replace";

    public void Dispose() => _folder.Dispose();

    protected override Task<AuditStore> OpenAsync() => AuditStore.OpenAsync(new() { Folder = _folder["store"] }, Token);

    private protected override Task<AuditDb> OpenDirectlyAsync() => Open(_folder["store/auditor.db"]);

    private protected override Task<AuditDb> OpenEmptyAsync() => Open(_folder["model.db"]);

    private static Task<AuditDb> Open(string file) =>
        Task.FromResult<AuditDb>(new SqliteAuditDb(SqliteAuditDb.ConnectionText(file, TimeSpan.FromSeconds(5)) + ";Pooling=False"));

    private protected override Task<List<string>> ColumnsAsync(AuditDb db) => db.Database.SqlQueryRaw<string>(
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || '(' || (SELECT group_concat(name) FROM pragma_index_info(i.name)) || ') ' || i."unique"
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || '.' || f."from" || ' -> ' || f."table" || ' ' || f.on_delete
        FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        ORDER BY 1
        """).ToListAsync(Token);

    [Fact]
    public async Task Replacing_an_event_is_refused_too()
    {
        await using var store = await OpenAsync();
        await store.Blacklist.AppendAsync([Draft(BlacklistEventKind.Requested, "a")], Noon, Token);
        await using var db = await OpenDirectlyAsync();

        await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(
            "INSERT OR REPLACE INTO blacklist_events SELECT sequence, at, kind, '+48', actor_kind, actor, reason, scope, until, said_at, call_id, call_start, proof, salt, previous_hash, hash FROM blacklist_events",
            Token));
    }

    [Fact]
    public async Task Decisions_survive_a_power_cut_and_readers_do_not_wait()
    {
        await using var store = await OpenAsync();
        await using var db = await OpenDirectlyAsync();
        await db.Database.OpenConnectionAsync(Token);

        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync(Token));
        Assert.Equal(2, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync(Token));
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").SingleAsync(Token));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_reported_as_not_writable()
    {
        await File.WriteAllTextAsync(_folder["store"], "a file", Token);

        var fault = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Equal(FailureCodes.StoreNotWritable, fault.Failure.Code);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_reported_as_not_writable()
    {
        Directory.CreateDirectory(_folder["store/auditor.db"]);

        var fault = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Equal(FailureCodes.StoreNotWritable, fault.Failure.Code);
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_is_reported_as_not_writable()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everywhere");
        Directory.CreateDirectory(_folder["store"]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["store"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var fault = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Equal(FailureCodes.StoreNotWritable, fault.Failure.Code);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_reported_as_damaged()
    {
        Directory.CreateDirectory(_folder["store"]);
        await File.WriteAllTextAsync(_folder["store/auditor.db"], new string('x', 5000), Token);

        var fault = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Equal(FailureCodes.StoreDamaged, fault.Failure.Code);
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_leaves_nothing_half_written()
    {
        await using var store = await OpenAsync();
        await using var db = await OpenDirectlyAsync();
        await db.Database.OpenConnectionAsync(Token);
        await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", Token);

        var error = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO calls SELECT 'x', hex(zeroblob(100000)), '', 0, 0", Token));

        Assert.Equal(FailureCodes.StoreFull, StoreException.From(error, "store")!.Failure.Code);
        Assert.Empty(await store.Results.LastAsync(1, Token));
    }

    [Fact]
    public async Task A_store_that_another_process_holds_is_reported_as_busy()
    {
        await using (await OpenAsync())
        {
        }

        await using var holder = await OpenDirectlyAsync();
        await using var transaction = await holder.Database.BeginTransactionAsync(Token);

        var fault = await Assert.ThrowsAsync<StoreException>(() =>
            AuditStore.OpenAsync(new() { Folder = _folder["store"], BusyTimeout = TimeSpan.FromSeconds(1) }, Token));

        Assert.Equal(FailureCodes.StoreBusy, fault.Failure.Code);
    }
}
