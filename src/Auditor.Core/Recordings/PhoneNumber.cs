using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Auditor.Recordings;

/// <summary>A phone number in E.164 ("+48225550112"). Prints masked; <see cref="Reveal"/> is a visible act.</summary>
/// <remarks>Two numbers are equal when their E.164 is; an extension is not part of the identity and is dropped.</remarks>
public readonly partial record struct PhoneNumber
{
    /// <summary>Longer texts are not numbers, and are not worth the parser's time.</summary>
    private const int MaxTextLength = 128;

    private const string NonGeographicRegion = "001";

    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    private readonly string? _e164;

    private PhoneNumber(string e164) => _e164 = e164;

    /// <summary>For numbers that were stored as E.164 by this program.</summary>
    /// <exception cref="ArgumentException">The text is not a plus and 4 to 17 digits.</exception>
    public static PhoneNumber FromE164(string e164) =>
        E164().IsMatch(e164) ? new(e164) : throw new ArgumentException("Not a number in E.164.", nameof(e164));

    /// <summary>Reads a number as people and diallers write it: "+48 22 …", "0048 22 …", "(305) 555-…", "06 1 …", "sip:+44…@host".</summary>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2, whose national format the text may have; null = only international formats are read.</param>
    /// <returns>The number, or <see cref="FailureCodes.NumberUnparsable"/>; its detail never holds the digits.</returns>
    /// <remarks>A number counts when its length is possible, in use or not: blocking a number that is not yet
    /// assigned does no harm, leaving out one that is does. Numbers without an area code are refused, because their
    /// E.164 would be another subscriber's.</remarks>
    public static Result<PhoneNumber> Parse(string text, string? defaultCountry)
    {
        var match = text.Length > MaxTextLength ? Match.Empty : NumberWithExtension().Match(WithoutUri(text.Trim()));
        if (!match.Success)
        {
            return Unparsable(text, defaultCountry);
        }

        var bare = match.Groups["number"].Value;
        var country = defaultCountry is not null && Numbers.GetSupportedRegions().Contains(defaultCountry) ? defaultCountry : null;
        var number = bare.StartsWith('+') || bare.StartsWith('＋')
            ? Possible(bare, null)
            : bare.StartsWith("00", StringComparison.Ordinal)
                ? Possible("+" + bare[2..], null)
                : WithoutInternationalMark(bare, country);
        return number is null ? Unparsable(text, defaultCountry) : new PhoneNumber(Numbers.Format(number, PhoneNumberFormat.E164));
    }

    /// <summary>ISO 3166-1 alpha-2 of the numbering plan's place; null when the number belongs to no country.</summary>
    public string? Country()
    {
        if (_e164 is null)
        {
            return null;
        }

        var number = Numbers.Parse(_e164, null);
        var region = Numbers.GetRegionCodeForNumber(number) ?? Numbers.GetRegionCodeForCountryCode(number.CountryCode);
        return region is NonGeographicRegion or "ZZ" ? null : region;
    }

    /// <summary>All digits but the last two hidden, the length kept: "+*********12".</summary>
    public override string ToString() =>
        _e164 is null ? "(no number)" : "+" + new string('*', _e164.Length - 3) + _e164[^2..];

    /// <exception cref="InvalidOperationException">This is default(PhoneNumber), which is no number.</exception>
    public string Reveal() => _e164 ?? throw new InvalidOperationException("There is no number.");

    /// <summary>National when the plan of <paramref name="country"/> knows the number; else with the plus that was left out,
    /// but only when that gives a number in use; else national when at least the length is possible.</summary>
    private static PhoneNumbers.PhoneNumber? WithoutInternationalMark(string text, string? country)
    {
        var national = country is null ? null : Possible(text, country);
        if (national is not null && Numbers.IsValidNumber(national))
        {
            return national;
        }

        var international = Possible("+" + text, null);
        return international is not null && Numbers.IsValidNumber(international) ? international : national;
    }

    private static PhoneNumbers.PhoneNumber? Possible(string text, string? country)
    {
        try
        {
            var number = Numbers.Parse(text, country);
            return Numbers.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string WithoutUri(string text)
    {
        var match = TelephoneUri().Match(text);
        return match.Success ? match.Groups["number"].Value.Trim() : text;
    }

    private static Failure Unparsable(string text, string? defaultCountry)
    {
        var digits = text.Count(char.IsDigit);
        return new Failure(
            FailureCodes.NumberUnparsable,
            $"not a phone number: {text.Length} characters with {digits} digits, "
            + (defaultCountry is null ? "no country known for national formats" : $"read as a number of {defaultCountry}"));
    }

    [GeneratedRegex(@"^\+[0-9]{4,17}$")]
    private static partial Regex E164();

    /// <summary>Letters are refused outside an extension: "+4822XXX0112", "anonymous" and a spreadsheet's "4.8E+10" are no numbers.</summary>
    [GeneratedRegex(
        @"^(?<number>[+＋]?[\p{Nd}\p{Zs}()\[\]./\-\u2010-\u2015\u2212\u00AD\u200B\u2060]+)((;?ext[.:=]?|extension|x|#|wew\.?|доб\.?|mell\.?|tst\.?|,+)\p{Zs}?\p{Nd}{1,8})?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithExtension();

    [GeneratedRegex(@"^(tel|sips?):(?<number>[^@;?]+)([@;?].*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TelephoneUri();
}
