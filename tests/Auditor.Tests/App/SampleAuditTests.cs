using System.Text.Json;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>The main job on all sample calls against their truth: what the product promises, end to end.</summary>
public sealed class SampleAuditTests : IDisposable
{
    private static readonly (string Truth, string Rule)[] Disclosures =
    [
        ("recording", "core.recording"), ("identity", "core.identity"), ("purpose", "core.purpose"), ("price", "core.price"),
        ("withdrawal", "core.withdrawal"), ("order_summary", "core.order-summary"), ("order_confirmed", "core.order-confirmation"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_opt_out_is_found_no_trap_is_written_and_the_disclosures_agree_with_the_truth()
    {
        var ended = await AuditorProgram.RunAsync("audit", SampleCalls.Folder, "--store", _folder["store"], "--json");

        Assert.Equal(0, ended.ExitCode);
        var calls = JsonDocument.Parse(ended.Output).RootElement.GetProperty("calls").EnumerateArray()
            .ToDictionary(c => Path.GetFileName(c.GetProperty("file").GetString()!));
        Assert.Equal(SampleCalls.Truth.Count, calls.Count);
        foreach (var truth in SampleCalls.Truth)
        {
            AssertOptOut(truth, calls[FileOf(truth)]);
        }

        var told = SampleCalls.Truth.SelectMany(t => Compare(t, calls[FileOf(t)])).Where(c => c.Found != "cannot-tell").ToList();
        Assert.True(told.Count > 80, $"only {told.Count} outcomes could be told");
        Assert.InRange((double)told.Count(c => c.Found == c.Truth) / told.Count, 0.85, 1);
    }

    private static string FileOf(JsonElement truth) => truth.GetProperty("file").GetString()!;

    private static void AssertOptOut(JsonElement truth, JsonElement call)
    {
        var expected = truth.GetProperty("optOut");
        var found = call.GetProperty("optOut");
        var decision = found.ValueKind is JsonValueKind.Null ? "none" : found.GetProperty("decision").GetString()!;
        string[] allowed = expected.ValueKind is JsonValueKind.Null || expected.TryGetProperty("soft", out _)
            ? ["none", "proposed"]
            : truth.GetProperty("language").GetString() == "hu" ? ["proposed"] : ["written", "proposed"];
        Assert.True(allowed.Contains(decision), $"{FileOf(truth)}: {decision}, allowed {string.Join(" or ", allowed)}");
    }

    private static IEnumerable<(string Truth, string Found)> Compare(JsonElement truth, JsonElement call)
    {
        var outcomes = call.GetProperty("outcomes").EnumerateArray().ToDictionary(o => o.GetProperty("rule").GetString()!);
        foreach (var (name, rule) in Disclosures)
        {
            var expected = truth.GetProperty("disclosures").GetProperty(name).GetString() switch
            {
                "said" => "said",
                "missing" or "late" => "not-said",
                "not_applicable" => "not-applicable",
                var other => throw new InvalidDataException($"{FileOf(truth)}: {name} is {other}"),
            };
            yield return (expected, outcomes[rule].GetProperty("outcome").GetString()!);
        }
    }
}
