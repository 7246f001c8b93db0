namespace Auditor.Actions;

/// <summary>What a second decoding of the opt-out's stretch, alone and with other settings, says about it.</summary>
public sealed record SecondLook
{
    /// <summary>The second words ask not to be called, too.</summary>
    public required bool Agrees { get; init; }

    /// <summary>Calibrated probability of the opt-out in the second words, 0–1.</summary>
    public required float Score { get; init; }

    /// <summary>The second decoding's words; empty when it heard none.</summary>
    public required string Words { get; init; }
}
