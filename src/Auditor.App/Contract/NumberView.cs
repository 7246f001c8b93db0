using Auditor.Recordings;

namespace Auditor.App.Contract;

/// <summary>Whether phone numbers leave the program in full.</summary>
internal enum NumberView
{
    /// <summary>All digits but the last two hidden.</summary>
    Masked,

    Revealed,
}

internal static class NumberViews
{
    public static NumberView From(bool reveal) => reveal ? NumberView.Revealed : NumberView.Masked;

    public static string Show(this NumberView view, PhoneNumber number) => view switch
    {
        NumberView.Masked => number.ToString(),
        NumberView.Revealed => number.Reveal(),
    };
}
