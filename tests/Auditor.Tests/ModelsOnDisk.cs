using Auditor.Models;
using Auditor.Transcripts.Whisper;

namespace Auditor.Tests;

/// <summary>The repository's real models, loaded once for the whole test run.</summary>
internal static class ModelsOnDisk
{
    public static ModelFolder Folder { get; } = ModelFolder.Open(
        ModelFolder.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("no models folder above the tests"));

    public static WhisperGraphs Whisper { get; } = new(Folder, "whisper-base");
}
