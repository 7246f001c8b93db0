using System.CommandLine;
using Auditor.Actions;
using Auditor.App.Contract;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Auditor.Recordings;

namespace Auditor.App.Commands;

/// <summary>The do-not-call list: who is on it, whether one number is, and how it came there.</summary>
internal sealed class BlacklistCommand : Verb
{
    public BlacklistCommand()
        : base("blacklist", "The do-not-call list that audits write and people decide on.")
    {
        Add(new ListCommand());
        Add(new CheckCommand());
        Add(new HistoryCommand());
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor blacklist list", "every number with its state, the newest opt-outs included"),
        new("auditor blacklist check \"+44 1632 960214\" && dial", "dials only when the number is not blocked"),
        new("auditor blacklist history +441632960214", "how the number came on the list, with the words that were said"),
    ];

    private sealed class ListCommand : Verb
    {
        private readonly Option<string?> _store = CommonOptions.Store();
        private readonly Option<bool> _json = CommonOptions.Json();
        private readonly Option<bool> _reveal = CommonOptions.Reveal();

        public ListCommand()
            : base("list", "Every number that was ever on the list, with its state.")
        {
            Add(_store);
            Add(_json);
            Add(_reveal);
            SetAction(RunAsync);
        }

        public override IReadOnlyList<Example> Examples =>
        [
            new("auditor blacklist list --store /srv/auditor", "the list of another store"),
            new("auditor blacklist list --json --reveal", "all numbers in full, for a dialler"),
        ];

        private async Task<int> RunAsync(ParseResult parsed, CancellationToken token)
        {
            var numbers = NumberViews.From(parsed.GetValue(_reveal));
            await using var store = await Places.OpenExistingStoreAsync(parsed.GetValue(_store), token);
            var entries = new List<BlacklistEntry>();
            await foreach (var entry in store.Blacklist.ListAsync(token))
            {
                entries.Add(entry);
            }

            var now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(_json))
            {
                ContractJson.Print([.. entries.Select(e => CheckJson.From(e.Number, e, now, numbers))], ContractJson.Readable.CheckJsonArray);
            }
            else
            {
                BlacklistText.WriteList(entries, now, numbers);
            }

            return ExitCodes.Done;
        }
    }

    /// <summary>A question about one number.</summary>
    private abstract class NumberCommand : Verb
    {
        private readonly Argument<string> _number = new("NUMBER") { Description = "As people write it: \"+48 22 …\", \"0048 22 …\"; with --country also in national format" };
        private readonly Option<string?> _store = CommonOptions.Store();
        private readonly Option<string?> _country = CommonOptions.Country();
        private readonly Option<bool> _json = CommonOptions.Json();
        private readonly Option<bool> _reveal = CommonOptions.Reveal();

        protected NumberCommand(string name, string description)
            : base(name, description)
        {
            _number.Validators.Add(WrongUse.RefuseOptions);
            Add(_number);
            Add(_country);
            Add(_store);
            Add(_json);
            Add(_reveal);
            SetAction(RunAsync);
        }

        protected abstract int Answer(PhoneNumber number, IReadOnlyList<BlacklistEvent> events, bool json, NumberView numbers);

        private async Task<int> RunAsync(ParseResult parsed, CancellationToken token)
        {
            var number = PhoneNumber.Parse(parsed.GetRequiredValue(_number), parsed.GetValue(_country)?.ToUpperInvariant());
            if (number.Failure is { } failure)
            {
                await Console.Error.WriteLineAsync($"{failure.Code}: {failure.Detail}");
                return ExitCodes.Fault;
            }

            await using var store = await Places.OpenExistingStoreAsync(parsed.GetValue(_store), token);
            var events = await store.Blacklist.HistoryAsync(number.Value, token);
            return Answer(number.Value, events, parsed.GetValue(_json), NumberViews.From(parsed.GetValue(_reveal)));
        }
    }

    private sealed class CheckCommand() : NumberCommand("check", "May this number be called? Exit code 0: not blocked, 1: blocked, 2: not a number, or no answer.")
    {
        public override IReadOnlyList<Example> Examples =>
        [
            new("auditor blacklist check \"+44 1632 960214\"", "says why it is blocked, since when, and how far"),
            new("auditor blacklist check \"022 555 01 12\" --country PL --json", "a number in national format, the answer for a program"),
        ];

        protected override int Answer(PhoneNumber number, IReadOnlyList<BlacklistEvent> events, bool json, NumberView numbers)
        {
            var check = CheckJson.From(number, BlacklistEntry.Fold(events), TimeProvider.System.GetUtcNow(), numbers);
            if (json)
            {
                ContractJson.Print(check, ContractJson.Readable.CheckJson);
            }
            else
            {
                BlacklistText.WriteCheck(check);
            }

            return check.Blocked ? ExitCodes.Found : ExitCodes.Done;
        }
    }

    private sealed class HistoryCommand() : NumberCommand("history", "How a number came on the list: every event, the oldest first, with its proof.")
    {
        public override IReadOnlyList<Example> Examples =>
        [
            new("auditor blacklist history \"+44 1632 960214\"", "the story of the number"),
            new("auditor blacklist history +441632960214 --json", "with call, time, words and hashes, for a complaint's file"),
        ];

        protected override int Answer(PhoneNumber number, IReadOnlyList<BlacklistEvent> events, bool json, NumberView numbers)
        {
            var history = HistoryJson.From(number, events, numbers);
            if (json)
            {
                ContractJson.Print(history, ContractJson.Readable.HistoryJson);
            }
            else
            {
                BlacklistText.WriteHistory(history, events);
            }

            return ExitCodes.Done;
        }
    }
}
