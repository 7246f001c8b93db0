using System.Text;
using System.Text.Json;
using Auditor.Tests.Code;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>Golden files of what other programs read. To renew them on purpose, run the tests with AUDITOR_RENEW_GOLDEN=1.</summary>
internal static class Golden
{
    private static string Folder => Path.Combine(Sources.Root, "tests/Auditor.Tests/App/Golden");

    /// <summary>The exact text.</summary>
    public static void AssertText(string name, string actual)
    {
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("AUDITOR_RENEW_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }

    /// <summary>Names and order of all members; of an array, of all its elements together.</summary>
    public static void AssertShape(string name, string json) => AssertText(name, Shape(JsonDocument.Parse(json).RootElement));

    /// <summary>The same values, one member a line.</summary>
    public static string Indented(string json) =>
        JsonSerializer.Serialize(JsonDocument.Parse(json), Readable) + "\n";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Shape(JsonElement root)
    {
        var lines = new List<string>();
        Walk(root, "", lines);
        var text = new StringBuilder();
        foreach (var line in lines.Distinct())
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static void Walk(JsonElement element, string path, List<string> lines)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, $"{path}.{member.Name}", lines);
                }

                break;
            case JsonValueKind.Array:
                lines.Add($"{path}[]");
                foreach (var one in element.EnumerateArray())
                {
                    Walk(one, path + "[]", lines);
                }

                break;
            default:
                lines.Add(path);
                break;
        }
    }
}
