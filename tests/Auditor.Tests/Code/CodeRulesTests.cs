using System.Text.RegularExpressions;
using Xunit;

namespace Auditor.Tests.Code;

/// <summary>The rules of the house that a compiler does not know.</summary>
public sealed partial class CodeRulesTests
{
    /// <summary>Each folder may name itself and those before it.</summary>
    private static readonly string[] Flow =
        ["Models", "Recordings", "Audio", "Transcripts", "Findings", "Actions", "Evidence", "Storage", "Pipeline", "App"];

    [Fact]
    public void Folders_depend_on_folders_to_their_left_only()
    {
        var wrong =
            from file in Sources.Below("src/Auditor.Core")
            let own = Array.IndexOf(Flow, file.Path.Split('/')[2])
            from Match name in FolderName().Matches(file.Text)
            let used = Array.IndexOf(Flow, name.Groups[1].Value)
            where used > own
            select $"{file.Path} names Auditor.{Flow[used]}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Namespaces_follow_the_folders()
    {
        var wrong = Sources.Below("src/Auditor.Core")
            .Where(f => !f.Text.Contains($"namespace Auditor.{f.Path.Split('/')[2]}", StringComparison.Ordinal))
            .Select(f => f.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Unsafe_code_and_native_imports_stay_in_Models_Native()
    {
        var wrong = Sources.Below("src")
            .Where(f => UnsafeCode().IsMatch(f.Text) && !f.Path.StartsWith("src/Auditor.Core/Models/Native/", StringComparison.Ordinal))
            .Select(f => f.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_method_is_async_void()
    {
        Assert.Empty(Sources.Below("src").Where(f => f.Text.Contains("async void", StringComparison.Ordinal)).Select(f => f.Path));
    }

    [Fact]
    public void The_product_never_reads_the_truth_of_the_samples()
    {
        var readers = Sources.Below("src/Auditor.Core")
            .Where(f => f.Text.Contains("recordings-sample", StringComparison.Ordinal))
            .Select(f => f.Path);

        Assert.Empty(readers);
    }

    [Fact]
    public void Every_failure_code_is_explained_in_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(Sources.Root, "README.md"));
        var codes = Sources.Below("src").SelectMany(f => FailureCode().Matches(f.Text)).Select(m => m.Groups[1].Value).Distinct().ToList();
        var unexplained = codes.Where(code => !readme.Contains($"`{code}`", StringComparison.Ordinal));

        Assert.NotEmpty(codes);
        Assert.Equal([], unexplained);
    }

    [GeneratedRegex(@"\bAuditor\.(Models|Recordings|Audio|Transcripts|Findings|Actions|Evidence|Storage|Pipeline|App)\b")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"\bunsafe\b|\[LibraryImport|\[DllImport")]
    private static partial Regex UnsafeCode();

    [GeneratedRegex(@"""((?:audio|number|intake|facts|speech|store|models|call|rules|setup|evaluate|train|phrases|onnx)\.[a-z][a-z-]*[a-z])""")]
    private static partial Regex FailureCode();
}
