using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Auditor.Tests.App;

/// <summary><c>auditor transcribe</c> on real speech, in a process of its own.</summary>
public sealed partial class TranscribeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string OptOutCall()
    {
        _folder.Write("calls.csv", "file,channels,language\ncall.wav,agent-left,en\n");
        return _folder.Write("call.wav", CallPart.Of("en-missed-opt-out.wav", 13.5, 19));
    }

    [Fact]
    public async Task Json_has_the_shape_of_the_contract_and_the_same_bytes_in_two_runs()
    {
        var call = OptOutCall();

        var first = await AuditorProgram.RunAsync("transcribe", call, "--json");
        var second = await AuditorProgram.RunAsync("transcribe", call, "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(WithoutWallTime(first.Output), WithoutWallTime(second.Output));
        Golden.AssertShape("transcribe.json", first.Output);
        var json = JsonDocument.Parse(first.Output).RootElement;
        Assert.Equal("call.wav", json.GetProperty("file").GetString());
        Assert.Equal(1, json.GetProperty("languageProbability").GetDouble());
        Assert.Equal(5.5, json.GetProperty("audioSeconds").GetDouble(), 2);
        var customer = json.GetProperty("utterances").EnumerateArray().Where(u => u.GetProperty("party").GetString() == "customer").ToList();
        Assert.Contains("call me again", string.Join(' ', customer.Select(u => u.GetProperty("text").GetString())), StringComparison.Ordinal);
        Assert.All(customer, u => Assert.NotEmpty(u.GetProperty("words").EnumerateArray()));
    }

    [Fact]
    public async Task Without_json_the_conversation_is_readable()
    {
        var end = await AuditorProgram.RunAsync("transcribe", OptOutCall());

        Assert.Equal(0, end.ExitCode);
        Assert.Matches(@"0:0[0-4]  customer  .*list", end.Output);
    }

    [Fact]
    public async Task A_file_that_is_no_call_has_a_code_and_nothing_on_standard_output()
    {
        var end = await AuditorProgram.RunAsync("transcribe", _folder.Write("minutes.wav", "Minutes of the meeting"), "--json");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal("", end.Output);
        Assert.Contains("minutes.wav: audio.not-audio:", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_wrong_use()
    {
        var end = await AuditorProgram.RunAsync("transcribe", _folder["nothing.wav"]);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("intake.not-found", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_the_recogniser_does_not_know_has_a_code()
    {
        var call = _folder.Write("call.wav", CallPart.Of("en-missed-opt-out.wav", 13.5, 19));

        var end = await AuditorProgram.RunAsync("transcribe", call, "--language", "xx");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("speech.language", end.Error, StringComparison.Ordinal);
    }

    private static string WithoutWallTime(string json) => WallTime().Replace(json, "");

    [GeneratedRegex(@"""wallSeconds"":[0-9.]+,")]
    private static partial Regex WallTime();
}
