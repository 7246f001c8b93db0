using System.Text.Json;
using Auditor.App.Contract;
using Auditor.App.Settings;
using Auditor.Recordings;

namespace Auditor.App.Jobs;

/// <summary>The least that a measure must reach. A file of floors is a JSON array of these members in camelCase.</summary>
/// <param name="Kind">customer text, agent text, written calls or recorded calls.</param>
/// <param name="Language">ISO 639-1, or * for all languages together.</param>
/// <param name="Measure">averagePrecision, precision, recall or f1.</param>
internal sealed record Floor(string Kind, string Language, string Label, string Measure, double Least);

internal static class Floors
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly string[] Measures = ["averagePrecision", "precision", "recall", "f1"];

    /// <exception cref="SetupException">The file is no list of floors.</exception>
    public static IReadOnlyList<Floor> Read(string file)
    {
        try
        {
            var floors = JsonSerializer.Deserialize<Floor[]>(File.ReadAllText(file), Json) ?? [];
            return floors.Length > 0 && floors.All(f => f is { Kind: not null, Language: not null, Label: not null } && Measures.Contains(f.Measure))
                ? floors
                : throw new JsonException($"a floor has kind, language, label, least, and as measure one of {string.Join(", ", Measures)}");
        }
        catch (JsonException e)
        {
            throw new SetupException(new(FailureCodes.EvaluateMalformed, $"{file}: {e.Message}"));
        }
    }

    /// <summary>The floors that a report misses. Those of other kinds and of languages without a case are not asked.</summary>
    public static IEnumerable<MissedFloorJson> Missed(IReadOnlyList<Floor> floors, ReportJson report)
    {
        var languages = report.Scores.Select(s => s.Language).ToHashSet();
        foreach (var floor in floors.Where(f => f.Kind == report.Kind && languages.Contains(f.Language)))
        {
            var score = report.Scores.FirstOrDefault(s => s.Language == floor.Language && s.Label == floor.Label);
            var value = score is null ? null : Value(score, floor.Measure);
            if (value is null || value < floor.Least)
            {
                yield return new(floor.Kind, floor.Language, floor.Label, floor.Measure, floor.Least, value);
            }
        }
    }

    private static double? Value(ScoreJson score, string measure) => measure switch
    {
        "averagePrecision" => score.AveragePrecision,
        "precision" => score.Precision,
        "recall" => score.Recall,
        "f1" => score.F1,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "not one of the measures"),
    };
}
