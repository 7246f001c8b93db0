namespace Auditor.Tests.Code;

/// <summary>The repository's own source files, for the tests of the code itself.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# files below a folder of the repository: path relative to the root, and text.</summary>
    public static IEnumerable<(string Path, string Text)> Below(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(f => !f.Item1.Contains("/node_modules/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
