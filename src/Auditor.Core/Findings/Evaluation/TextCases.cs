using Auditor.Findings.Training;

namespace Auditor.Findings.Evaluation;

/// <summary>One labelled text to judge.</summary>
/// <param name="Label">Customer text: its label. Agent text: the disclosure that is judged, in our own names.</param>
/// <param name="Truth">Agent text: whether the disclosure is said. Customer text: always true.</param>
public sealed record TextCase(string Id, string Language, string Label, bool Truth, string Text);

/// <summary>Reads labelled text to evaluate: the formats of design/detection.md and our own files of models/phrases.</summary>
public static class TextCases
{
    /// <summary>Names that others use for our labels.</summary>
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["order_confirmed"] = AgentLabels.ConfirmRequest,
        ["order_confirmation"] = AgentLabels.ConfirmRequest,
        ["optout-offer"] = AgentLabels.OptOutOffer,
        ["order-summary"] = AgentLabels.OrderSummary,
    };

    /// <summary>Which party's text a file holds, by its header; null when it is no labelled text.</summary>
    public static PhraseParty? PartyOf(string path)
    {
        var columns = (File.ReadLines(path).FirstOrDefault() ?? "").Split('\t');
        return !columns.Contains("text") || !columns.Contains("label") ? null
            : columns.Contains("disclosure") || columns.Contains("near") ? PhraseParty.Agent : PhraseParty.Customer;
    }

    /// <exception cref="InvalidDataException">A row is malformed; the message names file and line.</exception>
    public static IReadOnlyList<TextCase> Read(string path)
    {
        var party = PartyOf(path) ?? throw new InvalidDataException($"{path}: the header names no columns label and text");
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split('\t').Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
        var cases = new List<TextCase>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var cells = lines[i].Split('\t');
            if (cells.Length < columns.Count)
            {
                throw new InvalidDataException($"{path}: line {i + 1} has {cells.Length} columns, the header {columns.Count}");
            }

            var row = new Cells(columns, cells, $"{path}: line {i + 1}");
            cases.AddRange(party is PhraseParty.Customer ? [Customer(row)] : columns.ContainsKey("disclosure") ? [Agent(row)] : Own(row));
        }

        return cases;
    }

    private static TextCase Customer(Cells row)
    {
        var label = row["label"].Split(':')[0].Trim();
        return CustomerLabels.All.Contains(label)
            ? new(row["id"], row["lang"], label, true, row["text"]) : throw new InvalidDataException($"{row.Place}: unknown label '{label}'");
    }

    private static TextCase Agent(Cells row)
    {
        var truth = row["label"] switch
        {
            "1" => true,
            "0" => false,
            var other => throw new InvalidDataException($"{row.Place}: label '{other}' is neither 1 nor 0"),
        };
        return new(row["id"], row["lang"], Name(row["disclosure"], row.Place), truth, row["text"]);
    }

    /// <summary>A row of models/phrases: a case for each label it carries and each that it only sounds like.</summary>
    private static IEnumerable<TextCase> Own(Cells row)
    {
        var labels = row["label"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(l => l != AgentLabels.Other);
        var near = row["near"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(l => l != "-");
        return labels.Select(l => (Label: l, Truth: true)).Concat(near.Select(l => (Label: l, Truth: false)))
            .Select(c => new TextCase($"{row["id"]}:{c.Label}", row["lang"], Name(c.Label, row.Place), c.Truth, row["text"]));
    }

    private static string Name(string disclosure, string place)
    {
        var name = OtherNames.GetValueOrDefault(disclosure, disclosure);
        return AgentLabels.All.Contains(name) ? name : throw new InvalidDataException($"{place}: unknown disclosure '{disclosure}'");
    }

    private sealed record Cells(Dictionary<string, int> Columns, string[] Values, string Place)
    {
        public string this[string column] => Columns.TryGetValue(column, out var index)
            ? Values[index] : throw new InvalidDataException($"{Place}: no column {column}");
    }
}
