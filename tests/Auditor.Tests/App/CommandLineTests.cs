using Xunit;

namespace Auditor.Tests.App;

/// <summary>What every verb has in common: help, version, wrong use.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("audit")]
    [InlineData("transcribe")]
    [InlineData("blacklist")]
    [InlineData("blacklist list")]
    [InlineData("blacklist check")]
    [InlineData("blacklist history")]
    [InlineData("evaluate")]
    [InlineData("train")]
    [InlineData("doctor")]
    public async Task The_help_of_every_verb_says_what_it_does_and_shows_examples(string verb)
    {
        var end = await AuditorProgram.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("Description:", end.Output, StringComparison.Ordinal);
        Assert.Contains($"Examples:\n  auditor {verb}", end.Output, StringComparison.Ordinal);
        Assert.Equal("", end.Error);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var end = await AuditorProgram.RunAsync("--version");

        Assert.Equal(0, end.ExitCode);
        Assert.Matches(@"^auditor 0\.\d+\.\d+\S*\n$", end.Output);
    }

    [Theory]
    [InlineData("audti calls", "There is no verb 'audti'. Did you mean audit?", "auditor --help")]
    [InlineData("audit --wrokers 3 calls", "There is no option '--wrokers'. Did you mean --workers?", "auditor audit --help")]
    [InlineData("audit calls --workers 0", "--workers takes a number from 1 to 256, not '0'.", "auditor audit --help")]
    [InlineData("audit calls --language english", "--language takes an ISO 639-1 code", "auditor audit --help")]
    [InlineData("audit calls --fail-on everything", "'everything'", "auditor audit --help")]
    [InlineData("audit", "PATH", "auditor audit --help")]
    [InlineData("blacklist", "auditor blacklist needs one of: list, check, history", "auditor blacklist --help")]
    [InlineData("blacklist lst", "Did you mean list?", "auditor blacklist --help")]
    [InlineData("transcribe", "FILE", "auditor transcribe --help")]
    public async Task Wrong_use_ends_with_2_and_says_what_is_wrong_and_where_the_help_is(string line, string message, string help)
    {
        var end = await AuditorProgram.RunAsync(line.Split(' '));

        Assert.Equal(2, end.ExitCode);
        Assert.Equal("", end.Output);
        Assert.Contains(message, end.Error, StringComparison.Ordinal);
        Assert.Contains("See: " + help, end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_call_shows_the_help_and_is_no_success()
    {
        var end = await AuditorProgram.RunAsync();

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("auditor audit recordings-sample", end.Output, StringComparison.Ordinal);
    }
}
