using Auditor.Recordings;
using Auditor.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Auditor.Tests.Storage;

public sealed class PostgresStoreTests(PostgresServer server) : StoreTests
{
    private string? _database;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected override string DropTriggers => "DROP TRIGGER blacklist_events_no_change ON blacklist_events";

    protected override async Task<AuditStore> OpenAsync()
    {
        _database ??= await server.NewDatabaseAsync(Token);
        return await AuditStore.OpenAsync(new() { Folder = "/nowhere", Postgres = _database }, Token);
    }

    private protected override Task<AuditDb> OpenDirectlyAsync() => Task.FromResult<AuditDb>(new PostgresAuditDb(_database!));

    private protected override async Task<AuditDb> OpenEmptyAsync() => new PostgresAuditDb(await server.NewDatabaseAsync(Token));

    private protected override Task<List<string>> ColumnsAsync(AuditDb db) => db.Database.SqlQueryRaw<string>(
        """
        SELECT line COLLATE "C" AS "Value" FROM (
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT i.indrelid::regclass || '(' || (
                SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k(number, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) || ') ' || i.indisunique
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_version'
            UNION ALL
            SELECT conrelid::regclass || ' -> ' || confrelid::regclass || ' ' || confdeltype::text FROM pg_constraint WHERE contype = 'f'
        ) AS lines ORDER BY 1
        """).ToListAsync(Token);

    [Fact]
    public async Task Emptying_the_whole_table_is_refused_too()
    {
        await using var store = await OpenAsync();
        await using var db = await OpenDirectlyAsync();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync("TRUNCATE blacklist_events", Token));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_reported_without_its_password()
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => AuditStore.OpenAsync(
            new() { Folder = "/nowhere", Postgres = "Host=/nowhere;Database=calls;Username=u;Password=secret" }, Token));

        Assert.Equal(FailureCodes.StoreUnreachable, fault.Failure.Code);
        Assert.Contains("calls on /nowhere", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_reported()
    {
        var text = await server.NewDatabaseAsync(Token);
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(text) { Database = "missing" }.ToString();

        var fault = await Assert.ThrowsAsync<StoreException>(() => AuditStore.OpenAsync(new() { Folder = "/nowhere", Postgres = missing }, Token));

        Assert.Equal(FailureCodes.StoreUnreachable, fault.Failure.Code);
    }
}
