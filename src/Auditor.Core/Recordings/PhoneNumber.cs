namespace Auditor.Recordings;

/// <summary>A phone number in E.164 ("+48225550112"). Prints masked; <see cref="Reveal"/> is a visible act.</summary>
public readonly record struct PhoneNumber
{
    private readonly string _e164;

    private PhoneNumber(string e164) => _e164 = e164;

    /// <summary>For numbers that were stored as E.164 by this program.</summary>
    public static PhoneNumber FromE164(string e164) => new(e164);

    /// <summary>All digits but the last two hidden, the length kept: "+*********12".</summary>
    public override string ToString() => "+" + new string('*', _e164.Length - 3) + _e164[^2..];

    public string Reveal() => _e164;
}
