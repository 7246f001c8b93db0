using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Auditor.Actions;
using Auditor.Recordings;

namespace Auditor.Pipeline;

/// <summary>The identity of a result: the same bytes, facts, models, rules, settings and program give the same one.</summary>
public static class Provenance
{
    /// <returns>64 lower-case hex digits.</returns>
    public static string Of(Recording recording, DecisionBasis basis, AuditOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("recording", recording.Id);
        writer.WriteString("transcriber", basis.Transcriber);
        writer.WriteString("classifiers", basis.Classifiers);
        writer.WriteString("rulePack", basis.RulePack);
        writer.WriteString("settings", basis.Settings);
        writer.WriteString("options", JsonSerializer.Serialize(options));
        writer.WriteString("program", basis.ProgramVersion);
        WriteFacts(writer, recording.Facts);
        writer.WriteEndObject();
        writer.Flush();
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>All facts but their sources: where a fact was read does not change what follows from it.</summary>
    private static void WriteFacts(Utf8JsonWriter writer, CallFacts facts)
    {
        writer.WriteString("startedAt", facts.StartedAt?.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("language", facts.Language);
        writer.WriteString("country", facts.Country);
        writer.WriteString("direction", facts.Direction.ToString());
        writer.WriteString("agentId", facts.AgentId);
        writer.WriteString("agent", facts.Agent);
        writer.WriteString("campaign", facts.Campaign);
        writer.WriteString("customerNumber", facts.CustomerNumber?.Reveal());
        writer.WriteString("channels", facts.Channels.ToString());
        writer.WriteString("disposition", facts.Disposition);
        writer.WriteString("kind", facts.Kind.ToString());
    }
}
