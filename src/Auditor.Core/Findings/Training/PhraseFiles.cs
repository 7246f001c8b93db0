using System.Globalization;
using System.Text;

namespace Auditor.Findings.Training;

/// <summary>
/// The labelled text under version control: models/phrases/customer.LL.tsv and agent.LL.tsv, tab separated, with the header
/// <c>id lang label near idea source text</c> (near only for agents). Labels of one agent row are separated by spaces; an opt-out's
/// scope stands after a colon.
/// </summary>
public static class PhraseFiles
{
    private const string CustomerHeader = "id\tlang\tlabel\tidea\tsource\ttext";
    private const string AgentHeader = "id\tlang\tlabel\tnear\tidea\tsource\ttext";

    /// <summary>All rows of one party in a folder, by language and then in file order.</summary>
    /// <exception cref="InvalidDataException">A row is malformed or carries an unknown label; the message names file and line.</exception>
    public static IReadOnlyList<PhraseRow> Read(string folder, PhraseParty party) =>
        [.. Directory.GetFiles(folder, Prefix(party) + ".??.tsv").Order(StringComparer.Ordinal).SelectMany(path => ReadFile(path, party))];

    public static IReadOnlyList<PhraseRow> ReadFile(string path, PhraseParty party)
    {
        var lines = File.ReadAllLines(path);
        var header = party is PhraseParty.Customer ? CustomerHeader : AgentHeader;
        if (lines.Length == 0 || lines[0] != header)
        {
            throw new InvalidDataException($"{path}: the first line is not '{header}'");
        }

        var rows = new List<PhraseRow>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            var columns = lines[i].Split('\t');
            if (columns.Length != header.Count(c => c == '\t') + 1)
            {
                throw new InvalidDataException($"{path}: line {i + 1} has {columns.Length} columns");
            }

            rows.Add(Parse(columns, party, $"{path}: line {i + 1}"));
        }

        return rows;
    }

    /// <summary>
    /// Takes a writer's draft (<c>label idea text</c>, or <c>label near idea text</c> for agents) and recogniser's rows into the final
    /// file. Ids are numbered anew in draft order, so importing the grown draft again keeps the ids of the earlier rows as long as the
    /// writer only appended.
    /// </summary>
    /// <param name="heard">Rows of the same party and language that a recogniser heard; they follow the draft's rows.</param>
    /// <returns>How many rows were written, and a line for each row that was left out and why.</returns>
    public static (int Written, IReadOnlyList<string> Refused) Import(
        string draft, string target, string language, PhraseParty party, IReadOnlyList<PhraseRow> heard)
    {
        var columns = party is PhraseParty.Customer ? 3 : 4;
        var letter = party is PhraseParty.Customer ? 'c' : 'a';
        var output = new StringBuilder().Append(party is PhraseParty.Customer ? CustomerHeader : AgentHeader).Append('\n');
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var refused = new List<string>();
        var written = 0;
        var number = 0;
        foreach (var line in File.ReadLines(draft).Skip(1))
        {
            number++;
            var id = string.Create(CultureInfo.InvariantCulture, $"{language}-{letter}-{number:D4}");
            var parts = line.Trim().Split('\t');
            var fault = Fault(parts, columns, party, seen);
            if (fault is not null)
            {
                refused.Add($"{draft}: row {number}: {fault}");
                continue;
            }

            var labels = string.Join('\t', parts[..^2]);
            output.Append(CultureInfo.InvariantCulture, $"{id}\t{language}\t{labels}\t{parts[^2].Trim()}\thand\t{parts[^1].Trim()}\n");
            written++;
        }

        foreach (var row in heard.Where(r => seen.Add(r.Text)))
        {
            var label = row.Scope is null ? string.Join(' ', row.Labels.DefaultIfEmpty(AgentLabels.Other)) : $"{row.Labels[0]}:{row.Scope}";
            var near = party is PhraseParty.Agent ? "-\t" : "";
            output.Append(CultureInfo.InvariantCulture, $"{row.Id}\t{language}\t{label}\t{near}{row.Idea}\theard\t{row.Text}\n");
            written++;
        }

        File.WriteAllText(target, output.ToString());
        return (written, refused);
    }

    private static string? Fault(string[] parts, int columns, PhraseParty party, HashSet<string> seen)
    {
        if (parts.Length != columns)
        {
            return $"{parts.Length} columns instead of {columns}";
        }

        if (!int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return "the idea is not a whole number";
        }

        if (parts[^1].Trim().Length == 0)
        {
            return "no text";
        }

        try
        {
            _ = party is PhraseParty.Customer ? CustomerLabel(parts[0]).Label : string.Join(' ', AgentLabelsOf(parts[0]));
            _ = party is PhraseParty.Agent ? AgentLabelsOf(parts[1] == "-" ? "other" : parts[1]) : [];
        }
        catch (InvalidDataException unknown)
        {
            return unknown.Message;
        }

        return seen.Add(parts[^1].Trim()) ? null : "the text stands twice";
    }

    private static PhraseRow Parse(string[] columns, PhraseParty party, string place)
    {
        try
        {
            if (party is PhraseParty.Customer)
            {
                var (label, scope) = CustomerLabel(columns[2]);
                return new(columns[0], columns[1], [label], [], scope, columns[3], columns[4], columns[5]);
            }

            var near = columns[3] == "-" ? [] : AgentLabelsOf(columns[3]);
            return new(columns[0], columns[1], AgentLabelsOf(columns[2]), near, null, columns[4], columns[5], columns[6]);
        }
        catch (InvalidDataException unknown)
        {
            throw new InvalidDataException($"{place}: {unknown.Message}");
        }
    }

    private static (string Label, string? Scope) CustomerLabel(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var label = colon < 0 ? text : text[..colon];
        var scope = colon < 0 ? null : text[(colon + 1)..];
        if (!CustomerLabels.All.Contains(label) || (scope is not null && !CustomerLabels.Scopes.Contains(scope)))
        {
            throw new InvalidDataException($"unknown label '{text}'");
        }

        return (label, label == CustomerLabels.OptOut ? scope ?? CustomerLabels.Company : null);
    }

    private static IReadOnlyList<string> AgentLabelsOf(string text)
    {
        var labels = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var label in labels)
        {
            if (label != AgentLabels.Other && !AgentLabels.All.Contains(label))
            {
                throw new InvalidDataException($"unknown label '{label}'");
            }
        }

        return [.. labels.Where(l => l != AgentLabels.Other).Distinct()];
    }

    private static string Prefix(PhraseParty party) => party switch
    {
        PhraseParty.Customer => "customer",
        PhraseParty.Agent => "agent",
    };
}
