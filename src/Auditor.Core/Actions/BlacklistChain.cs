using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Auditor.Actions;

/// <summary>The first event at which a chain is not what was once written, and how it shows.</summary>
public sealed record ChainFault(long Sequence, string Reason);

/// <summary>
/// Every event carries the hash of the one before, so that no event can be changed, removed from the middle or slipped in without breaking
/// every later hash. The personal part (number, reason, proof) enters by its salted hash: it can one day be erased, and the chain still verifies.
/// </summary>
public sealed class BlacklistChain
{
    /// <summary>What the first event names as the hash before it.</summary>
    public static readonly string Genesis = new('0', 64);

    private long _sequence;
    private string _hash = Genesis;

    /// <summary>The number of events that were followed without a fault.</summary>
    public long Length => _sequence;

    /// <summary>The hash of the last event; <see cref="Genesis"/> before the first.</summary>
    public string Head => _hash;

    /// <param name="last">The last event of the stored chain; null = the chain is empty.</param>
    /// <param name="at">Kept to the millisecond.</param>
    public static BlacklistEvent Append(BlacklistEvent? last, BlacklistDraft draft, DateTimeOffset at)
    {
        if (draft.Kind is BlacklistEventKind.Rejected or BlacklistEventKind.Lifted && string.IsNullOrWhiteSpace(draft.Reason))
        {
            throw new ArgumentException("Rejecting or lifting an entry needs a reason.", nameof(draft));
        }

        var unsealed = new BlacklistEvent(
            (last?.Sequence ?? 0) + 1,
            ToMilliseconds(at),
            draft with { Until = ToMilliseconds(draft.Until), SaidAt = ToMilliseconds(draft.SaidAt), CallStart = ToMilliseconds(draft.CallStart) },
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            last?.Hash ?? Genesis,
            Hash: "");
        return unsealed with { Hash = HashOf(unsealed) };
    }

    /// <summary>Follows the chain by one event, in order of their sequence.</summary>
    /// <returns>Null when the event is as it was written and follows the one before.</returns>
    public ChainFault? Follow(BlacklistEvent next)
    {
        var fault = next.Sequence != _sequence + 1 ? $"event {_sequence + 1} is missing"
            : next.PreviousHash != _hash ? "it does not name the event before it"
            : next.Hash != HashOf(next) ? "its content is not what was written"
            : null;
        if (fault is not null)
        {
            return new(next.Sequence, fault);
        }

        _sequence = next.Sequence;
        _hash = next.Hash;
        return null;
    }

    /// <returns>Null when the whole chain holds.</returns>
    public static ChainFault? Verify(IEnumerable<BlacklistEvent> events)
    {
        var chain = new BlacklistChain();
        return events.Select(chain.Follow).FirstOrDefault(fault => fault is not null);
    }

    private static string HashOf(BlacklistEvent e)
    {
        var content = e.Content;
        var json = Write(writer =>
        {
            writer.WriteNumber("sequence", e.Sequence);
            writer.WriteNumber("at", e.At.ToUnixTimeMilliseconds());
            writer.WriteString("kind", content.Kind.ToString());
            writer.WriteString("actorKind", content.Actor.Kind.ToString());
            writer.WriteString("actor", content.Actor.Name);
            writer.WriteString("scope", content.Scope?.ToString());
            WriteNumber(writer, "until", content.Until?.ToUnixTimeMilliseconds());
            WriteNumber(writer, "saidAt", content.SaidAt?.ToUnixTimeMilliseconds());
            writer.WriteString("call", content.CallId);
            WriteNumber(writer, "callStart", (long?)content.CallStart?.TotalMilliseconds);
            writer.WriteString("personal", PersonalHashOf(content, e.Salt));
            writer.WriteString("previous", e.PreviousHash);
        });
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    private static string PersonalHashOf(BlacklistDraft content, string salt) =>
        Convert.ToHexStringLower(SHA256.HashData(Write(writer =>
        {
            writer.WriteString("salt", salt);
            writer.WriteString("number", content.Number.Reveal());
            writer.WriteString("reason", content.Reason);
            writer.WriteString("proof", content.Proof);
        })));

    /// <summary>Canonical by construction: fixed members in a fixed order, no white space, the writer's own escapes.</summary>
    private static ReadOnlySpan<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset? ToMilliseconds(DateTimeOffset? at) => at is { } value ? ToMilliseconds(value) : null;

    private static TimeSpan? ToMilliseconds(TimeSpan? span) => span is { } value ? TimeSpan.FromMilliseconds((long)Math.Round(value.TotalMilliseconds)) : null;
}
