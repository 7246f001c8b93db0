using Auditor.Models;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Settings;

/// <summary>Where things are: from the option, else from the environment, else the customary place.</summary>
internal static class Places
{
    public const string StoreVariable = "AUDITOR_HOME";
    public const string ModelsVariable = "AUDITOR_MODELS";
    public const string DefaultStore = "auditor-data";

    public static string Store(string? option) => Path.GetFullPath(First(option, StoreVariable) ?? DefaultStore);

    /// <exception cref="ModelFolderException">There is no models folder.</exception>
    public static string Models(string? option) =>
        First(option, ModelsVariable)
        ?? ModelFolder.Find(AppContext.BaseDirectory)
        ?? throw new ModelFolderException(
            FailureCodes.ModelsMissing, $"no models folder above {AppContext.BaseDirectory}: give it with --models or {ModelsVariable}");

    /// <summary>A store that has to be there: asked for a number, an empty store made by a slip of the pen would answer "not blocked".</summary>
    /// <exception cref="StoreException">There is none.</exception>
    public static Task<AuditStore> OpenExistingStoreAsync(string? option, CancellationToken token)
    {
        var folder = Store(option);
        return File.Exists(Path.Combine(folder, StoreOptions.FileName))
            ? AuditStore.OpenAsync(new() { Folder = folder }, token)
            : throw new StoreException(new(FailureCodes.StoreMissing, $"there is no store in {folder}"), null);
    }

    private static string? First(string? option, string variable)
    {
        var set = string.IsNullOrWhiteSpace(option) ? Environment.GetEnvironmentVariable(variable) : option;
        return string.IsNullOrWhiteSpace(set) ? null : set;
    }
}
