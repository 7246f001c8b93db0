using System.Collections.Frozen;
using System.Globalization;
using PhoneNumbers;

namespace Auditor.Recordings;

/// <summary>One fact from its text. Each method gives false when the text does not fit; an "unknown" that fits gives the default.</summary>
internal static class FactValues
{
    private const int MaxTextLength = 200;

    /// <summary>Earlier times come from clocks that were never set.</summary>
    private const int FirstYear = 1970;

    private static readonly FrozenSet<string> Countries =
        PhoneNumberUtil.GetInstance().GetSupportedRegions().Where(region => region.Length == 2).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Languages = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Select(culture => culture.TwoLetterISOLanguageName).Where(code => code.Length == 2).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] LocalFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm",
        "yyyyMMdd'T'HHmmss", "yyyyMMdd-HHmmss", "yyyyMMddHHmmss", "yyyy-MM-dd-HH-mm-ss", "yyyy-MM-dd'T'HH-mm-ss",
    ];

    private static readonly string[] OffsetFormats =
        [.. LocalFormats.Select(format => format + "K"), .. LocalFormats.Select(format => format + " zzz")];

    public static bool StartedAt(string text, TimeZoneInfo clock, out DateTimeOffset? value)
    {
        value = null;
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            value = local.Year >= FirstYear ? new DateTimeOffset(local, clock.GetUtcOffset(local)) : null;
        }
        else if (DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            value = moment.Year >= FirstYear ? moment : null;
        }

        return value is not null;
    }

    /// <summary>"pl", "PL", "pl-PL", "pl_PL".</summary>
    public static bool Language(string text, out string? value)
    {
        value = text.Split('-', '_')[0].ToLowerInvariant();
        return value.Length == 2 && Languages.Contains(value);
    }

    public static bool Country(string text, out string? value)
    {
        var code = text.ToUpperInvariant();
        value = code == "UK" ? "GB" : code;
        return Countries.Contains(value);
    }

    public static bool Direction(string text, out CallDirection value)
    {
        (var fits, value) = text.ToLowerInvariant() switch
        {
            "outbound" or "outgoing" or "out" => (true, CallDirection.Outbound),
            "inbound" or "incoming" or "in" => (true, CallDirection.Inbound),
            "unknown" => (true, CallDirection.Unknown),
            _ => (false, CallDirection.Unknown),
        };
        return fits;
    }

    public static bool Kind(string text, out CallKind value)
    {
        (var fits, value) = text.ToLowerInvariant() switch
        {
            "telesales" => (true, CallKind.Telesales),
            "upsell" => (true, CallKind.Upsell),
            "collections" => (true, CallKind.Collections),
            "service" => (true, CallKind.Service),
            "unknown" => (true, CallKind.Unknown),
            _ => (false, CallKind.Unknown),
        };
        return fits;
    }

    public static bool Channels(string text, out ChannelMap value)
    {
        (var fits, value) = text.ToLowerInvariant().Replace('_', '-').Replace(' ', '-') switch
        {
            "agent-left" or "agentleft" => (true, ChannelMap.AgentLeft),
            "agent-right" or "agentright" => (true, ChannelMap.AgentRight),
            "mono" => (true, ChannelMap.Mono),
            "unknown" => (true, ChannelMap.Unknown),
            _ => (false, ChannelMap.Unknown),
        };
        return fits;
    }

    public static bool Text(string text, out string? value)
    {
        value = text;
        return text.Length <= MaxTextLength && !text.Any(char.IsControl);
    }
}
