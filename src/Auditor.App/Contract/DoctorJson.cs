namespace Auditor.App.Contract;

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="Ok">No check failed.</param>
internal sealed record DoctorJson(string Version, bool Ok, IReadOnlyList<CheckedJson> Checks);

/// <param name="State">ok, warning or fault.</param>
/// <param name="Next">What to do about it; null when it is well.</param>
internal sealed record CheckedJson(string Name, string State, string? Code, string Detail, string? Next);
