using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Auditor.Storage;

/// <summary>The model of the store; the tables themselves are made by the scripts in Schema/.</summary>
internal abstract class AuditDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<RunRecord> Runs => Set<RunRecord>();

    public DbSet<CallRow> Calls => Set<CallRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<ResultRow> Results => Set<ResultRow>();

    public DbSet<BlacklistEventRow> BlacklistEvents => Set<BlacklistEventRow>();

    /// <summary>Name of the folder of scripts under Schema/.</summary>
    public abstract string Dialect { get; }

    /// <summary>Called first in a writing transaction: when it returns, no other process writes to the store until the transaction ends.</summary>
    public abstract Task LockWritersAsync(CancellationToken token);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither order nor compare its own text forms of these two.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<SpanConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RunRecord>().ToTable("runs").Ignore(r => r.RealTimeFactor);
        modelBuilder.Entity<CallRow>().ToTable("calls");
        modelBuilder.Entity<AttemptRow>(row =>
        {
            row.ToTable("attempts").HasKey(a => new { a.CallId, a.Provenance });
            row.HasOne<CallRow>().WithMany().HasForeignKey(a => a.CallId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ResultRow>(BuildResult);
        modelBuilder.Entity<OutcomeRow>(row =>
        {
            row.ToTable("outcomes").HasKey(o => new { o.ResultId, o.Position });
            row.HasIndex(o => new { o.Rule, o.Value });
        });
        modelBuilder.Entity<OptOutRow>().ToTable("opt_outs").HasKey(o => o.ResultId);
        modelBuilder.Entity<BlacklistEventRow>(row =>
        {
            row.ToTable("blacklist_events").HasKey(e => e.Sequence);
            row.Property(e => e.Sequence).ValueGeneratedNever();
            row.HasIndex(e => new { e.Number, e.Sequence });
            row.HasIndex(e => new { e.CallId, e.Number, e.Kind, e.CallStart }).IsUnique();
        });

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static void BuildResult(EntityTypeBuilder<ResultRow> row)
    {
        row.ToTable("call_results");
        row.HasIndex(r => new { r.CallId, r.Provenance, r.Revision }).IsUnique();
        row.HasIndex(r => r.RunId);
        row.HasOne<CallRow>().WithMany().HasForeignKey(r => r.CallId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<RunRecord>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
        row.HasMany(r => r.Outcomes).WithOne().HasForeignKey(o => o.ResultId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne(r => r.OptOut).WithOne().HasForeignKey<OptOutRow>(o => o.ResultId).OnDelete(DeleteBehavior.Cascade);
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        at => at.ToUnixTimeMilliseconds(),
        ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    private sealed class SpanConverter() : ValueConverter<TimeSpan, long>(
        span => (long)Math.Round(span.TotalMilliseconds),
        ms => TimeSpan.FromMilliseconds(ms));
}
