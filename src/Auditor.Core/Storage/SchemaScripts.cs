using System.Globalization;
using System.Reflection;
using Auditor.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Auditor.Storage;

/// <summary>The numbered scripts under Schema/, one folder per database. A script that was released is never changed: the next one is added.</summary>
internal static class SchemaScripts
{
    /// <summary>Applies the scripts that the store does not have yet, within the caller's transaction.</summary>
    /// <returns>How many were applied.</returns>
    public static async Task<int> ApplyAsync(AuditDb db, CancellationToken token)
    {
        var scripts = For(db.Dialect);
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY)", token);
        var versions = await db.Database.SqlQueryRaw<int>("SELECT version AS \"Value\" FROM schema_version").ToListAsync(token);
        var present = versions.Count == 0 ? 0 : versions.Max();
        if (present > scripts.Count)
        {
            throw new StoreException(
                new(FailureCodes.StoreNewer, $"the store has schema {present}, this program knows up to {scripts.Count}"),
                inner: null);
        }

        foreach (var (version, text) in scripts.Where(script => script.Version > present))
        {
            // A plain command: the raw-SQL calls would take braces in a script for placeholders.
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction is { } transaction
                ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction)
                : null;
            command.CommandText = text;
            await command.ExecuteNonQueryAsync(token);
            await db.Database.ExecuteSqlAsync($"INSERT INTO schema_version (version) VALUES ({version})", token);
        }

        return scripts.Count - present;
    }

    /// <summary>Scripts of one database in order, numbered from 1 without a gap.</summary>
    public static IReadOnlyList<(int Version, string Text)> For(string dialect)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        var prefix = $"Auditor.Storage.Schema.{dialect}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Read(assembly, name)))
                .OrderBy(script => script.Item1),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
