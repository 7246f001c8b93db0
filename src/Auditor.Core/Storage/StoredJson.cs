using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Recordings;

namespace Auditor.Storage;

/// <summary>The form in which facts, transcripts and lists lie in text columns. Reading gives back exactly what was written.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new TimeRangeConverter(), new PhoneNumberConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> made of such a value.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");

    /// <summary>[start, end] in milliseconds; a tick is a ten-thousandth, so decimals keep it exactly.</summary>
    private sealed class TimeRangeConverter : JsonConverter<TimeRange>
    {
        public override TimeRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var ms = JsonSerializer.Deserialize<decimal[]>(ref reader, options);
            return ms is [var start, var end]
                ? new(TimeSpan.FromTicks((long)(start * TimeSpan.TicksPerMillisecond)), TimeSpan.FromTicks((long)(end * TimeSpan.TicksPerMillisecond)))
                : throw new JsonException("A stretch of time is two numbers.");
        }

        public override void Write(Utf8JsonWriter writer, TimeRange value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue((decimal)value.Start.Ticks / TimeSpan.TicksPerMillisecond);
            writer.WriteNumberValue((decimal)value.End.Ticks / TimeSpan.TicksPerMillisecond);
            writer.WriteEndArray();
        }
    }

    private sealed class PhoneNumberConverter : JsonConverter<PhoneNumber>
    {
        public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PhoneNumber.FromE164(reader.GetString() ?? throw new JsonException("A number is empty."));

        public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
    }
}
