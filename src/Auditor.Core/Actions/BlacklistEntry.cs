using Auditor.Findings;
using Auditor.Recordings;

namespace Auditor.Actions;

public enum BlacklistState
{
    /// <summary>Blocks nothing; waits for a person.</summary>
    Proposed,

    /// <summary>Blocks; waits for a person.</summary>
    Provisional,

    Confirmed,

    Rejected,

    Lifted,
}

/// <summary>Where a number stands now: the fold over all its events.</summary>
public sealed record BlacklistEntry
{
    public required PhoneNumber Number { get; init; }

    public required BlacklistState State { get; init; }

    public required OptOutScope Scope { get; init; }

    /// <summary>When the present state began: for a blocked number, since when it is blocked.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the words of the present state were said; null when not known.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>The call of the request or proposal that the present state goes back to; null when it came in another way.</summary>
    public string? CallId { get; init; }

    /// <summary>The block ends here; null = it does not end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many events the story has.</summary>
    public required int Events { get; init; }

    public bool BlocksAt(DateTimeOffset at) => State switch
    {
        BlacklistState.Provisional or BlacklistState.Confirmed => Until is null || at < Until,
        BlacklistState.Proposed or BlacklistState.Rejected or BlacklistState.Lifted => false,
    };

    /// <param name="events">All events of one number, by sequence.</param>
    /// <returns>Null when there are none.</returns>
    public static BlacklistEntry? Fold(IEnumerable<BlacklistEvent> events)
    {
        var story = new Story();
        foreach (var e in events)
        {
            story.Tell(e);
        }

        return story.Entry;
    }

    private sealed class Story
    {
        private readonly HashSet<string> _judgedCalls = [];
        private readonly HashSet<string> _calls = [];
        private DateTimeOffset? _consentAt;

        public BlacklistEntry? Entry { get; private set; }

        public void Tell(BlacklistEvent e)
        {
            Entry = Next(e);
            if (Entry is not null)
            {
                Entry = Entry with { Events = Entry.Events + 1 };
            }

            if (e.Content.CallId is { } call)
            {
                _calls.Add(call);
            }
        }

        private BlacklistEntry? Next(BlacklistEvent e) => e.Content.Kind switch
        {
            BlacklistEventKind.Proposed => Entry is null || (IsClosed && IsNews(e)) ? Begin(e, BlacklistState.Proposed) : Entry,
            BlacklistEventKind.Requested => Request(e),
            BlacklistEventKind.Confirmed => Change(e, BlacklistState.Confirmed),
            BlacklistEventKind.Rejected => Close(e, BlacklistState.Rejected),
            BlacklistEventKind.Lifted => Close(e, BlacklistState.Lifted),
            BlacklistEventKind.Widened or BlacklistEventKind.Narrowed => Rescope(e),
            BlacklistEventKind.Erased => Entry,
        };

        private bool IsClosed => Entry is { State: BlacklistState.Rejected or BlacklistState.Lifted };

        /// <summary>
        /// A call that a person has judged already says nothing new when it is audited again, nor does a call that was made before the
        /// consent which lifted the entry.
        /// </summary>
        private bool IsNews(BlacklistEvent e) =>
            !(e.Content.CallId is { } call && _judgedCalls.Contains(call)) && !(e.Content.SaidAt < _consentAt);

        private BlacklistEntry? Request(BlacklistEvent e)
        {
            if (Entry is null or { State: BlacklistState.Proposed } || (IsClosed && IsNews(e)))
            {
                return Begin(e, BlacklistState.Provisional);
            }

            return IsClosed || !IsWider(e.Content.Scope, Entry.Scope) ? Entry : Entry with { Scope = e.Content.Scope!.Value, Until = e.Content.Until };
        }

        private BlacklistEntry Begin(BlacklistEvent e, BlacklistState state) => new()
        {
            Number = e.Content.Number,
            State = state,
            Scope = e.Content.Scope ?? Entry?.Scope ?? OptOutScope.Company,
            Since = e.At,
            SaidAt = e.Content.SaidAt,
            CallId = e.Content.CallId,
            Until = e.Content.Until,
            Events = Entry?.Events ?? 0,
        };

        private BlacklistEntry Change(BlacklistEvent e, BlacklistState state)
        {
            if (Entry is null)
            {
                return Begin(e, state);
            }

            // Confirming a provisional entry does not restart its clock: the number has been blocked since the request.
            var goesOn = state == BlacklistState.Confirmed && Entry.State is BlacklistState.Provisional or BlacklistState.Confirmed;
            return Entry with
            {
                State = state,
                Since = goesOn ? Entry.Since : e.At,
                Scope = e.Content.Scope ?? Entry.Scope,
                Until = e.Content.Until ?? Entry.Until,
            };
        }

        private BlacklistEntry Close(BlacklistEvent e, BlacklistState state)
        {
            _judgedCalls.UnionWith(_calls);
            _consentAt = state == BlacklistState.Lifted ? e.Content.SaidAt : _consentAt;
            return Change(e, state);
        }

        private BlacklistEntry Rescope(BlacklistEvent e) => Entry is null
            ? Begin(e, BlacklistState.Provisional)
            : Entry with { Scope = e.Content.Scope ?? Entry.Scope, Until = e.Content.Until };

        private static bool IsWider(OptOutScope? one, OptOutScope other) => one is { } scope && Width(scope) > Width(other);

        private static int Width(OptOutScope scope) => scope switch
        {
            OptOutScope.Company => 4,
            OptOutScope.Number => 3,
            OptOutScope.Channel => 2,
            OptOutScope.Campaign => 1,
            OptOutScope.Temporary => 0,
        };
    }
}
