using Auditor.App.Contract;
using Auditor.Pipeline;
using Auditor.Recordings;

namespace Auditor.App.Jobs;

/// <summary>What was asked for, with every default filled in.</summary>
internal sealed record AuditRequest
{
    public required IReadOnlyList<string> Paths { get; init; }

    public required string Store { get; init; }

    public required string Models { get; init; }

    /// <summary>Where the page goes; null = none.</summary>
    public string? Report { get; init; }

    public IntakeOptions Intake { get; init; } = new();

    public BatchOptions Batch { get; init; } = new();

    public NumberView Numbers { get; init; }
}
