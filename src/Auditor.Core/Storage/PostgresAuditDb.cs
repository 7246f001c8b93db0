using Microsoft.EntityFrameworkCore;

namespace Auditor.Storage;

/// <summary>The store on a PostgreSQL server, when several machines share the work.</summary>
internal sealed class PostgresAuditDb(string connectionText) : AuditDb(new DbContextOptionsBuilder().UseNpgsql(connectionText).Options)
{
    /// <summary>Any constant serves, as long as every version of the program uses the same: "AUDI" in ASCII.</summary>
    private const long WriterLock = 0x41554449;

    public override string Dialect => "postgres";

    public override Task LockWritersAsync(CancellationToken token) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WriterLock})", token);
}
