using System.Text.Json;
using Xunit;

namespace Auditor.Tests.App;

/// <summary><c>auditor evaluate</c> with the trained models, on a few rows.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private string CustomerText() => _folder.Write("customer.tsv", "id\tlang\tlabel\ttext\n1\ten\toptout\tplease never call me again and take me off your list\n2\ten\tother\tyes that sounds fine\n");

    [Fact]
    public async Task Customer_text_gives_measures_predictions_and_missed_floors()
    {
        var floors = _folder.Write("floors.json", """[{"kind":"customer text","language":"en","label":"optout","measure":"recall","least":0.9},{"kind":"customer text","language":"en","label":"retract","measure":"recall","least":0.9}]""");

        var end = await AuditorProgram.RunAsync("evaluate", CustomerText(), "--predictions", _folder["read.tsv"], "--floors", floors, "--json");

        Assert.Equal(1, end.ExitCode);
        var lines = await File.ReadAllLinesAsync(_folder["read.tsv"], Token);
        Assert.Equal("id\tpredicted\tp_optout\tp_wrongchannel\tp_notnow\tp_refuse\tp_reported\tp_retract\tp_other", lines[0]);
        Assert.StartsWith("1\toptout\t", lines[1], StringComparison.Ordinal);
        var json = JsonDocument.Parse(end.Output).RootElement;
        var missed = Assert.Single(json.GetProperty("missedFloors").EnumerateArray());
        Assert.Equal("retract", missed.GetProperty("label").GetString());
        Assert.Equal(JsonValueKind.Null, missed.GetProperty("value").ValueKind);
        Golden.AssertShape("evaluate.json", end.Output);
    }

    [Fact]
    public async Task Written_calls_are_judged_whole()
    {
        var calls = _folder.Write("calls.jsonl", """{"id":"1-telesales","lang":"en","direction":"outbound","turns":[{"speaker":"agent","text":"Hello, this call is recorded, may I offer you broadband?"},{"speaker":"customer","text":"Please do not call me again, take me off your list."}]}""");

        var end = await AuditorProgram.RunAsync("evaluate", calls, "--predictions", _folder["read.jsonl"]);

        Assert.Equal(0, end.ExitCode);
        var read = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["read.jsonl"], Token)).RootElement;
        Assert.Equal(["id", "optout", "acknowledged", "sale", "disclosures", "violations"], read.EnumerateObject().Select(m => m.Name));
        Assert.Equal(1, read.GetProperty("optout").GetProperty("turn").GetInt32());
    }

    [Fact]
    public async Task Recorded_calls_are_judged_by_the_whole_pipeline()
    {
        _folder.Write("calls/asks.wav", CallPart.Of("en-missed-opt-out.wav", 13.5, 19));
        _folder.Write("calls.csv", "file,language,channels,customer_number\nasks.wav,en,agent-left,+13055550142\n");
        _folder.Write("expected.jsonl", """{"file":"asks.wav","language":"en","optOut":{"scope":"company"},"disclosures":{"recording":"missing"}}""");

        var end = await AuditorProgram.RunAsync("evaluate", _folder.Path, "--json");

        Assert.Equal(0, end.ExitCode);
        var scores = JsonDocument.Parse(end.Output).RootElement.GetProperty("reports")[0].GetProperty("scores").EnumerateArray();
        Assert.Equal(1, scores.Single(s => s.GetProperty("label").GetString() == "optout heard").GetProperty("recall").GetDouble());
    }

    [Fact]
    public async Task What_cannot_be_evaluated_is_said_with_file_and_line()
    {
        var bad = _folder.Write("bad.tsv", "id\tlang\tlabel\ttext\n1\ten\n");

        var malformed = await AuditorProgram.RunAsync("evaluate", bad);
        var missing = await AuditorProgram.RunAsync("evaluate", _folder["none.tsv"]);
        var many = await AuditorProgram.RunAsync("evaluate", bad, bad, "--predictions", _folder["read.tsv"]);

        Assert.Equal((2, 2, 2), (malformed.ExitCode, missing.ExitCode, many.ExitCode));
        Assert.Matches(@"^evaluate\.malformed: .*bad\.tsv: line 2", malformed.Error);
        Assert.Contains("bad.tsv: line 2", malformed.Error, StringComparison.Ordinal);
        Assert.Contains("none.tsv: neither a file nor a folder", missing.Error, StringComparison.Ordinal);
        Assert.Contains("--predictions goes with one FILE.", many.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["read.tsv"]));
    }

    [Fact]
    public async Task Training_without_labelled_text_leaves_the_classifiers_as_they_were()
    {
        var end = await AuditorProgram.RunAsync("train", "--phrases", _folder.Path, "--out", _folder["out"]);

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith("phrases.malformed: no labelled text", end.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
