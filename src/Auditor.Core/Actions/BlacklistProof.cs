using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Actions;

/// <summary>What lets anybody check an opt-out that was heard: which words of which bytes, found by what.</summary>
public sealed record BlacklistProof
{
    /// <summary>The rule by which opt-outs are nominated.</summary>
    public const string OptOutRule = "core.optout";

    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>SHA-256 of the recording's bytes.</summary>
    public required string CallId { get; init; }

    public required Party Party { get; init; }

    public required int Channel { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    public required string Words { get; init; }

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    public required string Rule { get; init; }

    public required string RulePack { get; init; }

    public required string Transcriber { get; init; }

    public required string Classifiers { get; init; }

    public required string ProgramVersion { get; init; }

    public required float Score { get; init; }

    public required OptOutScope Scope { get; init; }

    public required bool? Acknowledged { get; init; }

    public required OptOutEntry AgentEntry { get; init; }

    public required IReadOnlyList<string> Gates { get; init; }

    /// <summary>Null when no second look was taken.</summary>
    public required string? SecondWords { get; init; }

    public required float? SecondScore { get; init; }

    public static BlacklistProof From(Recording recording, string language, OptOutPlan optOut, DecisionBasis basis)
    {
        var evidence = optOut.Finding.Evidence;
        return new()
        {
            CallId = recording.Id,
            Party = evidence.Party,
            Channel = evidence.Channel,
            StartMs = evidence.Time.StartMs,
            EndMs = evidence.Time.EndMs,
            Words = evidence.Text,
            Language = language,
            Rule = OptOutRule,
            RulePack = basis.RulePack,
            Transcriber = basis.Transcriber,
            Classifiers = basis.Classifiers,
            ProgramVersion = basis.ProgramVersion,
            Score = optOut.Finding.Score,
            Scope = optOut.Finding.Scope,
            Acknowledged = optOut.Finding.Acknowledged,
            AgentEntry = optOut.AgentEntry,
            Gates = optOut.Gates,
            SecondWords = optOut.SecondLook?.Words,
            SecondScore = optOut.SecondLook?.Score,
        };
    }

    /// <summary>Members in the order above, no white space, other than ASCII escaped: the same proof is always the same bytes.</summary>
    public string ToCanonicalJson() => JsonSerializer.Serialize(this, Canonical);

    /// <exception cref="JsonException">The text is not a proof of this program.</exception>
    public static BlacklistProof Parse(string canonicalJson) =>
        JsonSerializer.Deserialize<BlacklistProof>(canonicalJson, Canonical) ?? throw new JsonException("The proof is empty.");
}
