using Auditor.App.Report;
using Auditor.Audio;
using Auditor.Findings.Rules;
using Auditor.Pipeline;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Jobs;

/// <summary>What an audit of some paths came to.</summary>
/// <param name="Batch">Null when the paths held no call.</param>
internal sealed record AuditJobResult(IntakeResult Intake, BatchResult? Batch, RulePack Rules)
{
    /// <summary>Files that are calls but could not be read: failed calls without an id.</summary>
    public IReadOnlyList<IntakeProblem> Unreadable => [.. Errors.Where(p => p.Failure.Code == FailureCodes.IntakeUnreadable && File.Exists(p.Path))];

    /// <summary>Paths of which nothing could be taken.</summary>
    public IReadOnlyList<IntakeProblem> LostPaths => [.. Errors.Except(Unreadable)];

    private IEnumerable<IntakeProblem> Errors => Intake.Problems.Where(p => p.Severity == ProblemSeverity.Error);
}

/// <summary>One audit: models, recordings, store, batch, page, in an order in which every fault of the set-up shows before work is done.</summary>
internal static class AuditJob
{
    /// <exception cref="OperationCanceledException">Stopped by the token; what was finished is stored.</exception>
    public static async Task<AuditJobResult> RunAsync(AuditRequest request, IProgress<BatchProgress> progress, CancellationToken token)
    {
        using var page = request.Report is { } file ? ReportFile.Begin(file) : null;
        var audio = new AudioOptions();
        using var models = AuditModels.Open(request.Models, audio, token);
        var intake = RecordingIntake.Collect(request.Paths, request.Intake with { ExcludedFolders = [request.Store] }, token);
        if (intake.Recordings.Count == 0)
        {
            return new(intake, null, models.Rules);
        }

        await using var store = await AuditStore.OpenAsync(new() { Folder = request.Store }, token);
        var batch = new BatchRun(store, models.Basis, new(), models.LoadStages, TimeProvider.System);
        var result = new AuditJobResult(intake, await batch.RunAsync(intake.Recordings, request.Batch, progress, token), models.Rules);
        if (page is not null)
        {
            var dry = result.Batch!.Calls.Where(c => c.Transcript is not null).ToDictionary(c => c.Result.Recording.Id, c => c.Transcript);
            await NightReport.WriteAsync(
                page.Writer,
                NightOf(result, request),
                (call, t) => dry.TryGetValue(call.Recording.Id, out var transcript) ? Task.FromResult(transcript) : store.Results.TranscriptAsync(call, t),
                audio,
                new(),
                token);
            page.Keep();
        }

        return result;
    }

    private static Night NightOf(AuditJobResult result, AuditRequest request) => new()
    {
        Batch = result.Batch!,
        Rules = result.Rules,
        Unreadable = result.Unreadable,
        Copies = result.Intake.Duplicates.Count,
        Numbers = request.Numbers,
        Effects = request.Batch.Effects,
        WrittenAt = TimeProvider.System.GetLocalNow(),
    };
}
