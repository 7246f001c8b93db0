namespace Auditor.Findings.Training;

/// <summary>One labelled text.</summary>
/// <param name="Id">Stable, for example pl-c-0001.</param>
/// <param name="Labels">The labels it carries; empty = other. A customer row has one.</param>
/// <param name="Near">Agent rows: the labels that it only sounds like.</param>
/// <param name="Scope">Opt-outs: the scope; else null.</param>
/// <param name="Idea">Rows that say the same thing share it; data are split by language and idea, never by row.</param>
/// <param name="Source">hand, or heard (through a recogniser).</param>
public sealed record PhraseRow(
    string Id,
    string Language,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Near,
    string? Scope,
    string Idea,
    string Source,
    string Text);

/// <summary>Who says the texts of a file.</summary>
public enum PhraseParty
{
    Customer,
    Agent,
}
