namespace Auditor.Storage;

/// <summary>Where the store is.</summary>
public sealed record StoreOptions
{
    /// <summary>Name of the database's file in <see cref="Folder"/>.</summary>
    public const string FileName = "auditor.db";

    /// <summary>The store's folder; made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>Connection text of a PostgreSQL database, which then takes the place of the file; null = SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>How long a write waits for another process before it ends with <c>store.busy</c>.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
