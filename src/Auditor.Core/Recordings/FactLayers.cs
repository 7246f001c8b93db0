namespace Auditor.Recordings;

/// <summary>The facts that one source has for one call, still as text, by fact name.</summary>
/// <param name="Source">One of <see cref="FactSources"/>.</param>
/// <param name="Path">The file that a problem is reported for.</param>
/// <param name="Place">Where in that file ("line 4: "); empty when the file is the place.</param>
internal sealed record FactLayer(string Source, string Path, string Place, IReadOnlyDictionary<string, string> Texts);

/// <summary>Joins what the sources say about one call, the first source that has a good value first, fact by fact.</summary>
internal sealed class FactLayers(IReadOnlyList<FactLayer> layers, IntakeOptions options, List<IntakeProblem> problems)
{
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);

    private delegate bool Reader<T>(string text, out T value);

    public CallFacts Join()
    {
        var defaults = options.Defaults;
        var country = Choose<string?>(FactNames.Country, FactValues.Country, "a country of two letters such as PL", defaults.Country);
        var number = Number(country);
        if (country is null && number?.Country() is { } place)
        {
            country = place;
            _sources[FactNames.Country] = FactSources.Number;
        }

        return new CallFacts
        {
            StartedAt = Choose<DateTimeOffset?>(FactNames.StartedAt, StartedAt, "a time such as 2026-11-16T14:05:12+01:00", defaults.StartedAt),
            Language = Choose<string?>(FactNames.Language, FactValues.Language, "a language of two letters such as pl", defaults.Language),
            Country = country,
            Direction = Choose<CallDirection>(FactNames.Direction, FactValues.Direction, "outbound or inbound", defaults.Direction),
            AgentId = Choose<string?>(FactNames.AgentId, FactValues.Text, "one line of at most 200 characters", defaults.AgentId),
            Agent = Choose<string?>(FactNames.Agent, FactValues.Text, "one line of at most 200 characters", defaults.Agent),
            Campaign = Choose<string?>(FactNames.Campaign, FactValues.Text, "one line of at most 200 characters", defaults.Campaign),
            CustomerNumber = number,
            Channels = Choose<ChannelMap>(FactNames.Channels, FactValues.Channels, "agent-left, agent-right or mono", defaults.Channels),
            Disposition = Choose<string?>(FactNames.Disposition, FactValues.Text, "one line of at most 200 characters", defaults.Disposition),
            Kind = Choose<CallKind>(FactNames.Kind, FactValues.Kind, "telesales, upsell, collections or service", defaults.Kind),
            Sources = _sources,
        };
    }

    private T Choose<T>(string fact, Reader<T> read, string expected, T fallback)
    {
        foreach (var layer in layers)
        {
            if (Written(layer, fact) is not { } text)
            {
                continue;
            }

            if (!read(text, out var value))
            {
                Report(layer, new Failure(FailureCodes.FactsBadValue, $"{layer.Place}{fact}: expected {expected}"));
            }
            else if (!EqualityComparer<T>.Default.Equals(value, default))
            {
                _sources[fact] = layer.Source;
                return value;
            }
        }

        if (!EqualityComparer<T>.Default.Equals(fallback, default))
        {
            _sources[fact] = FactSources.Option;
        }

        return fallback;
    }

    private PhoneNumber? Number(string? country)
    {
        foreach (var layer in layers)
        {
            if (Written(layer, FactNames.CustomerNumber) is not { } text)
            {
                continue;
            }

            var number = PhoneNumber.Parse(text, country);
            if (number.Failure is null)
            {
                _sources[FactNames.CustomerNumber] = layer.Source;
                return number.Value;
            }

            Report(layer, new Failure(FailureCodes.FactsUnparsableNumber, $"{layer.Place}{FactNames.CustomerNumber}: {number.Failure.Detail}"));
        }

        if (options.Defaults.CustomerNumber is not null)
        {
            _sources[FactNames.CustomerNumber] = FactSources.Option;
        }

        return options.Defaults.CustomerNumber;
    }

    private bool StartedAt(string text, out DateTimeOffset? value) => FactValues.StartedAt(text, options.Clock, out value);

    private void Report(FactLayer layer, Failure failure) =>
        problems.Add(new IntakeProblem(layer.Path, failure, ProblemSeverity.Warning));

    private static string? Written(FactLayer layer, string fact) =>
        layer.Texts.GetValueOrDefault(fact)?.Trim() is { Length: > 0 } text ? text : null;
}
