using System.Data.Common;
using Auditor.Recordings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Auditor.Storage;

/// <summary>The store itself does not work: a fault of the set-up, not of a call. Stops a batch; the program ends with exit code 2.</summary>
public sealed class StoreException(Failure failure, Exception? inner) : Exception($"{failure.Code}: {failure.Detail}", inner)
{
    public Failure Failure { get; } = failure;

    /// <returns>Null when the exception is not one of the store's known faults, but a bug.</returns>
    internal static StoreException? From(Exception exception, string store) => exception switch
    {
        StoreException known => known,
        OperationCanceledException => null,
        SqliteException sqlite => FromSqlite(sqlite, store),
        PostgresException postgres => FromPostgres(postgres, store),
        NpgsqlException => new(new(FailureCodes.StoreUnreachable, $"the database {store} does not answer"), exception),
        UnauthorizedAccessException or IOException => new(new(FailureCodes.StoreNotWritable, $"{store} cannot be written: {exception.Message}"), exception),
        { InnerException: DbException or IOException } => From(exception.InnerException, store),
        _ => null,
    };

    // Codes of https://sqlite.org/rescode.html
    private static StoreException? FromSqlite(SqliteException exception, string store) => exception.SqliteErrorCode switch
    {
        5 or 6 => new(new(FailureCodes.StoreBusy, $"{store} is held by another process"), exception),
        8 or 10 or 14 => new(new(FailureCodes.StoreNotWritable, $"{store} cannot be opened for writing (SQLite {exception.SqliteExtendedErrorCode})"), exception),
        11 or 26 => new(new(FailureCodes.StoreDamaged, $"{store} is damaged or not a database (SQLite {exception.SqliteExtendedErrorCode})"), exception),
        13 => new(new(FailureCodes.StoreFull, $"no space left for {store}"), exception),
        _ => null,
    };

    // Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StoreException? FromPostgres(PostgresException exception, string store) => exception.SqlState switch
    {
        "53100" => new(new(FailureCodes.StoreFull, $"no space left for the database {store}"), exception),
        "42501" or "25006" => new(new(FailureCodes.StoreNotWritable, $"the database {store} may not be written"), exception),
        "55P03" or "40P01" => new(new(FailureCodes.StoreBusy, $"the database {store} is held by another process"), exception),
        "XX001" or "XX002" => new(new(FailureCodes.StoreDamaged, $"the database {store} is damaged"), exception),
        ['0', '8', ..] or ['2', '8', ..] or ['5', '7', 'P', ..] or "3D000" or "53300" =>
            new(new(FailureCodes.StoreUnreachable, $"the database {store} refuses the connection ({exception.SqlState})"), exception),
        _ => null,
    };
}
