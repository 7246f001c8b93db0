using System.Security.Cryptography;
using System.Text;
using Auditor.Recordings;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Auditor.Findings.Rules;

/// <summary>A pack's folder or a rule in it is not as design/rules.md says; the message names the file and the fault.</summary>
public sealed class RulePackException(string message) : Exception(message);

/// <summary>Reads a pack: a folder with pack.yaml (id, version) and *.yaml files with lists of rules. Unknown keys are faults.</summary>
public static class RulePackFile
{
    private const string PackName = "pack.yaml";

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    /// <exception cref="RulePackException">The pack is missing or faulty.</exception>
    public static RulePack Load(string folder)
    {
        var head = Path.Combine(folder, PackName);
        if (!File.Exists(head))
        {
            throw new RulePackException($"no {PackName} in {folder}");
        }

        var pack = Read<PackText>(head);
        var files = Directory.GetFiles(folder, "*.yaml").Where(f => Path.GetFileName(f) != PackName).Order(StringComparer.Ordinal).ToList();
        var rules = files.SelectMany(file => Read<List<RuleText>>(file).Select(text => ToRule(text, file))).ToList();
        var twice = rules.GroupBy(r => r.Id).FirstOrDefault(g => g.Count() > 1);
        if (pack.Id is null || pack.Version is null || rules.Count == 0 || twice is not null)
        {
            throw new RulePackException($"{folder}: " + (twice is null ? "a pack needs id, version and rules" : $"rule {twice.Key} stands twice"));
        }

        return new(pack.Id, pack.Version, HashOf([head, .. files]), rules);
    }

    private static T Read<T>(string file)
    {
        try
        {
            return Yaml.Deserialize<T>(File.ReadAllText(file)) ?? throw new RulePackException($"{file} is empty");
        }
        catch (YamlException e)
        {
            throw new RulePackException($"{file}: line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static Rule ToRule(RuleText text, string file)
    {
        try
        {
            return new(
                text.Id ?? throw new FormatException("a rule has no id"),
                text.Title.Count > 0 ? text.Title : throw new FormatException("no title"),
                Choice<RuleKind>(text.Kind),
                Condition.Parse(text.When ?? ""),
                Labels(text.Says),
                Labels(text.SaysAny),
                text.Event is null ? null : Choice<CallEvent>(text.Event),
                Choice<Party>(text.Party),
                ToWindow(text),
                Choice<RuleForce>(text.Force),
                text.Severity is >= 1 and <= 5 ? text.Severity : throw new FormatException("severity is not 1–5"));
        }
        catch (FormatException fault)
        {
            throw new RulePackException($"{file}: rule {text.Id}: {fault.Message}");
        }
    }

    private static RuleWindow ToWindow(RuleText text)
    {
        if (text.Says.Count + text.SaysAny.Count == 0 == (text.Event is null))
        {
            throw new FormatException("a rule has either says, says-any or event");
        }

        var window = text.Window ?? new();
        return new(
            window.StartSeconds,
            window.Before is null ? null : Choice<CallEvent>(window.Before),
            window.After is null ? null : Choice<CallEvent>(window.After));
    }

    private static List<string> Labels(List<string> labels) =>
        labels.Find(l => !AgentLabels.All.Contains(l)) is { } unknown ? throw new FormatException($"unknown label {unknown}") : labels;

    private static T Choice<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>((text ?? "").Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value : throw new FormatException($"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}");

    private static string HashOf(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class PackText
    {
        public string? Id { get; set; }

        public string? Version { get; set; }

        public Dictionary<string, string> Title { get; set; } = [];
    }

    private sealed class RuleText
    {
        public string? Id { get; set; }

        public Dictionary<string, string> Title { get; set; } = [];

        public string? Kind { get; set; }

        public string? When { get; set; }

        public List<string> Says { get; set; } = [];

        public List<string> SaysAny { get; set; } = [];

        public string? Event { get; set; }

        public string? Party { get; set; }

        public WindowText? Window { get; set; }

        public string? Force { get; set; }

        public int Severity { get; set; }
    }

    private sealed class WindowText
    {
        public double? StartSeconds { get; set; }

        public string? Before { get; set; }

        public string? After { get; set; }
    }
}
