using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Actions;

public enum BlacklistEventKind
{
    /// <summary>Nominated, but not certain enough to block: a person decides.</summary>
    Proposed,

    /// <summary>The wish was made: heard, pressed, written, from a register. Blocks at once.</summary>
    Requested,

    Confirmed,

    Rejected,

    Widened,

    Narrowed,

    /// <summary>Taken back by newer consent.</summary>
    Lifted,

    /// <summary>The person's data are gone; the number stays blocked.</summary>
    Erased,
}

public enum ActorKind
{
    Rule,
    Person,
    Import,
    ApiKey,
}

/// <summary>Who or what caused an event.</summary>
/// <param name="Name">Rule id, person's account, source of the import or name of the key.</param>
public sealed record Actor(ActorKind Kind, string Name);

/// <summary>An event for the blacklist before it has its place in the chain.</summary>
public sealed record BlacklistDraft
{
    public required BlacklistEventKind Kind { get; init; }

    public required PhoneNumber Number { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>One sentence; a person's own words when a person acts.</summary>
    public required string Reason { get; init; }

    /// <summary>Null when the event does not change the scope.</summary>
    public OptOutScope? Scope { get; init; }

    /// <summary>The block ends here; null = it does not end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When the words were said or the consent was given, if that is known; later than it by hours is the event itself.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary><see cref="Recording.Id"/>; null when the event does not come from a call.</summary>
    public string? CallId { get; init; }

    /// <summary>Where in the call the words start; null when the event does not come from a call.</summary>
    public TimeSpan? CallStart { get; init; }

    /// <summary>A <see cref="BlacklistProof"/> in its canonical JSON, byte for byte as it was hashed; null when there is none.</summary>
    public string? Proof { get; init; }

    /// <summary>The event of an opt-out that the rules heard in a call.</summary>
    public static BlacklistDraft Heard(Recording recording, string language, OptOutPlan optOut, PhoneNumber number, DecisionBasis basis)
    {
        var start = optOut.Finding.Evidence.Time.Start;
        return new()
        {
            Kind = optOut.Decision switch
            {
                OptOutDecision.Written => BlacklistEventKind.Requested,
                OptOutDecision.Proposed => BlacklistEventKind.Proposed,
            },
            Number = number,
            Actor = new(ActorKind.Rule, BlacklistProof.OptOutRule),
            Reason = optOut.Gates.Count == 0 ? "heard in the call" : "heard in the call, not certain: " + string.Join(", ", optOut.Gates),
            Scope = optOut.Finding.Scope,
            SaidAt = recording.Facts.StartedAt + start,
            CallId = recording.Id,
            CallStart = start,
            Proof = BlacklistProof.From(recording, language, optOut, basis).ToCanonicalJson(),
        };
    }
}

/// <summary>An event in its place in the chain; never changed, never deleted.</summary>
/// <param name="Sequence">1, 2, 3… without a gap.</param>
/// <param name="At">When it was recorded, to the millisecond, in UTC.</param>
/// <param name="Salt">Random text that keeps the personal part from being guessed from its hash.</param>
/// <param name="PreviousHash">Hash of the event before; <see cref="BlacklistChain.Genesis"/> for the first.</param>
public sealed record BlacklistEvent(long Sequence, DateTimeOffset At, BlacklistDraft Content, string Salt, string PreviousHash, string Hash);
