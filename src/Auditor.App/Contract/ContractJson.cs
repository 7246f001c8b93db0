using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auditor.App.Contract;

/// <summary>Everything that the program prints as JSON, written in one way: camelCase, null members kept, one line, letters of all languages as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditJson))]
[JsonSerializable(typeof(TranscriptJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(CheckJson[]))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(EvaluationJson))]
internal sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>The output is a pipe or a file, never part of a page, so only what JSON itself needs is escaped.</summary>
    public static ContractJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Print<T>(T value, JsonTypeInfo<T> type)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, value, type);
        output.WriteByte((byte)'\n');
    }
}
