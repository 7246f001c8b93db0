using Auditor.Findings.Rules;
using Auditor.Models;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Settings;

/// <summary>A fault of the set-up that the program found itself, such as a report that cannot be written.</summary>
internal sealed class SetupException(Failure failure) : Exception($"{failure.Code}: {failure.Detail}")
{
    public Failure Failure { get; } = failure;
}

/// <summary>Faults that stop the program, as a sentence for people: code, what is wrong, what to do next. Never a stack trace.</summary>
internal static class SetupFault
{
    public const string DebugVariable = "AUDITOR_DEBUG";

    public static string Explain(Exception exception)
    {
        var sentence = Of(exception) is { } fault
            ? $"{fault.Code}: {fault.Detail.TrimEnd('.')}. {Next(fault.Code)}".TrimEnd()
            : $"{FailureCodes.ProgramError}: the program failed in a way nobody foresaw ({Innermost(exception).GetType().Name}). "
                + $"Set {DebugVariable}=1 to see where, and report it.";
        return Environment.GetEnvironmentVariable(DebugVariable) == "1" ? sentence + Environment.NewLine + exception : sentence;
    }

    /// <returns>Null when the exception is a bug.</returns>
    public static Failure? Of(Exception exception) => Innermost(exception) switch
    {
        SetupException own => own.Failure,
        ModelFolderException models => new(models.Code, models.Message),
        StoreException store => store.Failure,
        OnnxException runtime => new(FailureCodes.ModelsRuntime, runtime.Message),
        RulePackException rules => new(FailureCodes.RulesBadPack, rules.Message),
        InvalidDataException data => new(FailureCodes.ModelsDamaged, data.Message),
        IOException or UnauthorizedAccessException => new(FailureCodes.ProgramFiles, exception.Message),
        _ => null,
    };

    /// <summary>The runtime's library is loaded by a static field, whose failure comes wrapped.</summary>
    private static Exception Innermost(Exception exception) =>
        exception is TypeInitializationException { InnerException: { } inner } ? Innermost(inner) : exception;

    private static string Next(string code) => code switch
    {
        FailureCodes.StoreNotWritable => "Check the rights of the folder, or name another with --store.",
        FailureCodes.StoreFull => "Free space and run again: what was finished is kept.",
        FailureCodes.StoreDamaged => "Restore a backup, or name another store with --store.",
        FailureCodes.StoreNewer => "Update the program.",
        FailureCodes.StoreBusy => "Wait for the other process or end it, then run again.",
        FailureCodes.StoreUnreachable => "Check the connection and the database server.",
        FailureCodes.StoreMissing => "Audit calls first (auditor audit FOLDER), or name the store with --store or AUDITOR_HOME.",
        FailureCodes.ReportNotWritable => "Name a file in a folder that you may write to.",
        FailureCodes.RulesBadPack => "Restore the folder models/rules, or correct the rule.",
        FailureCodes.ModelsRuntime => "Run ./auditor doctor to see what is missing.",
        _ => "",
    };
}
