using System.Text.Json;
using Auditor.Findings;
using Auditor.Findings.Evaluation;
using Auditor.Findings.Reading;
using Auditor.Findings.Training;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class EvaluationTests
{
    [Fact]
    public void Customer_text_gives_a_row_of_probabilities_a_case_in_the_contracts_columns()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("c.tsv", "id\tlang\tlabel\ttext\na1\ten\toptout\tPlease never call me again.\na2\ten\tother\tHow much is it a month?\n");

        var result = TextEvaluation.Evaluate(path, Spoken.Classifiers, TestContext.Current.CancellationToken);

        Assert.Equal("id\tpredicted\tp_optout\tp_wrongchannel\tp_notnow\tp_refuse\tp_reported\tp_retract\tp_other", result.Predictions[0]);
        Assert.StartsWith("a1\toptout\t0.", result.Predictions[1], StringComparison.Ordinal);
        Assert.Equal(9, result.Predictions[2].Split('\t').Length);
        Assert.Equal(2, result.Report.Count);
        Assert.Equal(1, result.Report.Scores.Single(s => s.Label == "optout").Score.TruePositives);
        Assert.Equal(2, result.Report.Confusions[0].Counts.Sum(row => row.Sum()));
    }

    [Fact]
    public void Agent_text_is_judged_for_its_disclosure_alone_whatever_name_it_has()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "a.tsv", "id\tlang\tdisclosure\tlabel\ttext\nb1\ten\trecording\t1\tThis call is recorded.\nb2\ten\torder_confirmed\t0\tIs that clear?\n");

        var result = TextEvaluation.Evaluate(path, Spoken.Classifiers, TestContext.Current.CancellationToken);

        Assert.Equal(PhraseParty.Agent, TextCases.PartyOf(path));
        Assert.Equal("id\tp", result.Predictions[0]);
        Assert.StartsWith("b1\t", result.Predictions[1], StringComparison.Ordinal);
        Assert.Equal(["recording", "confirm_request"], result.Report.Scores.Select(s => s.Label));
    }

    [Theory]
    [InlineData("id\tlang\tlabel\ttext\nx\ten\tmaybe\thi\n", "line 2: unknown label 'maybe'")]
    [InlineData("id\tlang\tdisclosure\tlabel\ttext\nx\ten\tprice\tyes\thi\n", "line 2: label 'yes' is neither 1 nor 0")]
    [InlineData("id\tlang\tlabel\ttext\nx\ten\n", "line 2 has 2 columns")]
    [InlineData("a\tb\n", "names no columns label and text")]
    public void A_malformed_file_is_reported_with_its_line(string content, string fault)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.tsv", content);

        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => TextCases.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_call_is_read_judged_and_scored_against_its_truth()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("calls.jsonl", """
            {"id":"en-007-telesales","lang":"en","direction":"outbound","turns":[{"speaker":"agent","text":"Hello, my name is Tom Reed from Clearline. This call is recorded."},{"speaker":"customer","text":"Take me off your list and don't ever call me again."},{"speaker":"agent","text":"Do you own your home? Our panels would save you a fortune."}],"truth":{"optout":{"turn":1,"scope":"company"},"acknowledged":false,"sale":false,"disclosures":{"recording":true,"identity":true,"purpose":false},"violations":["missing_purpose","optout_not_acknowledged","selling_after_optout"]}}
            """.Trim() + "\n");
        var calls = WrittenCalls.Read(path);
        var assessor = new Assessor(Spoken.Classifiers, AssessorOptions.Default);

        var result = CallEvaluation.Evaluate(calls, assessor, Spoken.Core, TestContext.Current.CancellationToken);

        Assert.Equal(CallKind.Telesales, calls[0].Kind);
        var line = JsonDocument.Parse(result.Predictions.Single()).RootElement;
        Assert.Equal(1, line.GetProperty("optout").GetProperty("turn").GetInt32());
        Assert.Equal("company", line.GetProperty("optout").GetProperty("scope").GetString());
        Assert.False(line.GetProperty("acknowledged").GetBoolean());
        Assert.False(line.GetProperty("sale").GetBoolean());
        Assert.True(line.GetProperty("disclosures").GetProperty("recording").GetBoolean());
        Assert.Contains("selling_after_optout", line.GetProperty("violations").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(1, result.Report.Scores.Single(s => s.Label == "optout").Score.TruePositives);
    }

    [Fact]
    public void A_call_without_a_wish_has_null_for_it()
    {
        var call = new WrittenCall("pl-1-service", "pl", "inbound", [new("agent", "Dzień dobry, tu Ewa z Lumeny."), new("customer", "Nie działa mi internet.")], null);
        var assessor = new Assessor(Spoken.Classifiers, AssessorOptions.Default);

        var line = CallEvaluation.Evaluate([call], assessor, Spoken.Core, TestContext.Current.CancellationToken).Predictions.Single();

        Assert.StartsWith("""{"id":"pl-1-service","optout":null,"acknowledged":null,"sale":false,"disclosures":{""", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_no_call_is_reported_with_its_number()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("calls.jsonl", "\n{\"id\":1}\n");

        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => WrittenCalls.Read(path)).Message, StringComparison.Ordinal);
    }
}
