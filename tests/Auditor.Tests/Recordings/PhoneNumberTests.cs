using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Recordings;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+48 22 555 01 12", null, "+48225550112")]
    [InlineData("0048 22 555 01 12", null, "+48225550112")]
    [InlineData("0048225550112", "US", "+48225550112")]
    [InlineData("48225550112", "PL", "+48225550112")]
    [InlineData("48 22 555 01 12", null, "+48225550112")]
    [InlineData("22 555 01 12", "PL", "+48225550112")]
    [InlineData("(22) 555-01-12", "PL", "+48225550112")]
    [InlineData("[22] 555/01/12", "PL", "+48225550112")]
    [InlineData("+1 305 555 0142", null, "+13055550142")]
    [InlineData("(305) 555-0142", "US", "+13055550142")]
    [InlineData("1-305-555-0142", "US", "+13055550142")]
    [InlineData("011 48 22 555 01 12", "US", "+48225550112")]
    [InlineData("13055550142", "PL", "+13055550142")]
    [InlineData("+44 1632 960214", null, "+441632960214")]
    [InlineData("01632 960214", "GB", "+441632960214")]
    [InlineData("+44 (0)1632 960214", null, "+441632960214")]
    [InlineData("+36 1 555 0145", null, "+3615550145")]
    [InlineData("06 1 555 0145", "HU", "+3615550145")]
    [InlineData("06-20-555-0145", "HU", "+36205550145")]
    [InlineData("020 555 0134", "NL", "+31205550134")]
    [InlineData("06 12345678", "NL", "+31612345678")]
    [InlineData("8 (495) 555-01-78", "RU", "+74955550178")]
    [InlineData("8-912-555-01-78", "RU", "+79125550178")]
    [InlineData("74955550178", "RU", "+74955550178")]
    [InlineData("+7 812 555 01 32", "PL", "+78125550132")]
    [InlineData("+1 305 555 0142 ext. 77", null, "+13055550142")]
    [InlineData("22 555 01 12 wew. 3", "PL", "+48225550112")]
    [InlineData("8 495 555 01 78 доб. 12", "RU", "+74955550178")]
    [InlineData("tel:+48-22-555-01-12", null, "+48225550112")]
    [InlineData("sip:+48225550112@pbx.example;user=phone", null, "+48225550112")]
    [InlineData("  +48225550112 ", "XX", "+48225550112")]
    public void A_number_is_read_as_people_and_diallers_write_it(string text, string? country, string e164)
    {
        var number = PhoneNumber.Parse(text, country);

        Assert.Null(number.Failure);
        Assert.Equal(e164, number.Value.Reveal());
    }

    [Theory]
    [InlineData("", "PL")]
    [InlineData("   ", "PL")]
    [InlineData("anonymous", "PL")]
    [InlineData("+4822XXX0112", "PL")]
    [InlineData("4.82256E+10", "PL")]
    [InlineData("22 555 01 12", null)]
    [InlineData("555 0142", "US")]
    [InlineData("112", "PL")]
    [InlineData("1234", "NL")]
    [InlineData("225550112225550112225550112", "PL")]
    [InlineData("+999 123 456 789", null)]
    [InlineData("305 555 0142 / 305 555 0143", "US")]
    [InlineData("+", null)]
    [InlineData("00", "PL")]
    [InlineData("()", "PL")]
    public void What_is_no_number_is_refused_without_its_digits_in_the_reason(string text, string? country)
    {
        var number = PhoneNumber.Parse(text, country);

        Assert.Equal("number.unparsable", number.Failure?.Code);
        Assert.DoesNotContain("555", number.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_text_is_refused_quickly() =>
        Assert.Equal("number.unparsable", PhoneNumber.Parse(new string('1', 1_000_000), "PL").Failure?.Code);

    [Fact]
    public void Printing_shows_the_last_two_digits_only()
    {
        var number = PhoneNumber.Parse("+48 22 555 01 12", null).Value;

        Assert.Equal("+*********12", number.ToString());
        Assert.Equal("+*********12", $"{number}");
        Assert.Equal("(no number)", default(PhoneNumber).ToString());
    }

    [Fact]
    public void No_number_cannot_be_revealed_and_a_malformed_one_cannot_be_restored()
    {
        Assert.Throws<InvalidOperationException>(() => default(PhoneNumber).Reveal());
        Assert.Throws<ArgumentException>(() => PhoneNumber.FromE164("+1"));
        Assert.Throws<ArgumentException>(() => PhoneNumber.FromE164("48225550112"));
    }

    [Fact]
    public void Two_ways_to_write_a_number_are_the_same_number()
    {
        var written = PhoneNumber.Parse("22 555 01 12", "PL").Value;

        Assert.Equal(PhoneNumber.FromE164("+48225550112"), written);
        Assert.Equal(PhoneNumber.FromE164("+48225550112").GetHashCode(), written.GetHashCode());
        Assert.NotEqual(PhoneNumber.FromE164("+48225550113"), written);
    }

    [Theory]
    [InlineData("+48225550112", "PL")]
    [InlineData("+13055550142", "US")]
    [InlineData("+14165550142", "CA")]
    [InlineData("+441632960214", "GB")]
    [InlineData("+74955550178", "RU")]
    [InlineData("+80012345678", null)]
    public void A_number_tells_its_country(string e164, string? country) =>
        Assert.Equal(country, PhoneNumber.FromE164(e164).Country());

    [Fact]
    public void No_number_has_no_country() => Assert.Null(default(PhoneNumber).Country());
}
