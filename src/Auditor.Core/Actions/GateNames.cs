namespace Auditor.Actions;

/// <summary>
/// Gates that are judged here and stop the automatic write of an opt-out; those that can be judged from the words alone come with
/// <see cref="Findings.OptOutFinding.Gates"/>.
/// </summary>
public static class GateNames
{
    /// <summary>The customer's number is not known, so there is nothing to block.</summary>
    public const string NoNumber = "gate.no-number";

    /// <summary>The wish ends at some date or hour; only a person can say when.</summary>
    public const string Temporary = "gate.temporary";

    /// <summary>The stretch was decoded again with other settings and the opt-out was not there.</summary>
    public const string SecondLookDisagrees = "gate.second-look-disagrees";

    /// <summary>The stretch was not decoded again.</summary>
    public const string NoSecondLook = "gate.no-second-look";
}
