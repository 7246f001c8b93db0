using System.Reflection;

namespace Auditor.App.Settings;

internal static class ProgramVersion
{
    /// <summary>Version and the commit it was built from ("0.1.0+77fea1b…"): another program may decide otherwise, so it is part of the provenance.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
