namespace Auditor.App.Commands;

/// <summary>What the program's exit code says; the same for every verb.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Done, and the answer is not a good one: a call failed or was flagged (where asked for), a number is blocked, a floor is missed.</summary>
    public const int Found = 1;

    /// <summary>Wrong use or a fault of the set-up: nothing was done, or not all of it could be.</summary>
    public const int Fault = 2;

    /// <summary>Ended by Ctrl-C or by the service manager; what was finished is kept.</summary>
    public const int Interrupted = 130;
}
