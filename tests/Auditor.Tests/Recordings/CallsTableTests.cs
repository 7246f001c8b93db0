using System.Text;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Recordings;

public sealed class CallsTableTests : IDisposable
{
    private const string Header = "file,started_at,language,country,direction,agent_id,agent,campaign,customer_number,channels";
    private const string Row = "1.wav,2026-11-16T14:05:12+01:00,pl,PL,outbound,PL-114,Ewa Wrońska,solar,22 555 01 12,agent-right";

    private readonly TemporaryFolder _folder = new();

    public CallsTableTests() => _folder.Write("1.wav", "one");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(',', "\n", false)]
    [InlineData(';', "\r\n", true)]
    [InlineData('\t', "\r\n", false)]
    public void A_table_is_read_as_programs_write_it(char separator, string lineEnd, bool mark)
    {
        var text = (Header + lineEnd + Row + lineEnd).Replace(',', separator);
        _folder.Write("calls.csv", [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);

        var (facts, problems) = Facts();

        Assert.Empty(problems);
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 14, 5, 12, TimeSpan.FromHours(1)), facts.StartedAt);
        Assert.Equal("pl", facts.Language);
        Assert.Equal("PL", facts.Country);
        Assert.Equal(CallDirection.Outbound, facts.Direction);
        Assert.Equal("PL-114", facts.AgentId);
        Assert.Equal("Ewa Wrońska", facts.Agent);
        Assert.Equal("solar", facts.Campaign);
        Assert.Equal("+48225550112", facts.CustomerNumber?.Reveal());
        Assert.Equal(ChannelMap.AgentRight, facts.Channels);
        Assert.Null(facts.Disposition);
        Assert.All(facts.Sources.Values, source => Assert.Equal("calls.csv", source));
        Assert.Equal(9, facts.Sources.Count);
    }

    [Fact]
    public void Quotes_separators_and_line_breaks_inside_values_are_kept_apart()
    {
        _folder.Write("2.wav", "two");
        _folder.Write("calls.csv", "sep=,\nFile,Note,Agent\n1.wav,\"two\nlines, one value\",\"O'Hara, \"\"Max\"\"\"\n2.wav,,Bo\n");

        var intake = Collect();

        Assert.Empty(intake.Problems);
        Assert.Equal("O'Hara, \"Max\"", intake.Recordings[0].Facts.Agent);
        Assert.Equal("Bo", intake.Recordings[1].Facts.Agent);
    }

    [Fact]
    public void Utf16_with_a_mark_is_read()
    {
        _folder.Write("calls.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header + "\n" + Row)]);

        Assert.Equal("Ewa Wrońska", Facts().Facts.Agent);
    }

    [Fact]
    public void A_quote_that_never_closes_costs_its_own_row_only()
    {
        _folder.Write("2.wav", "two");
        _folder.Write("3.wav", "three");
        _folder.Write("calls.csv", "file,agent\n1.wav,Ann\n2.wav,\"Bob\n3.wav,Cy\n");

        var intake = Collect();

        Assert.Equal(["Ann", null, "Cy"], intake.Recordings.Select(call => call.Facts.Agent));
        var problem = Assert.Single(intake.Problems);
        Assert.Equal("facts.bad-row", problem.Failure.Code);
        Assert.Contains("line 3", problem.Failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.wav,2026-11-16T14:05:12+01:00,pl,PL,outbound,PL-114,Wrońska, Ewa,solar,+48225550112,mono")]
    [InlineData("1.wav,2026-11-16T14:05:12+01:00,pl,PL,outbound,PL-114,Ewa,+48225550112,mono")]
    public void A_row_with_shifted_values_gives_no_facts_but_the_call_is_taken(string row)
    {
        _folder.Write("calls.csv", Header + "\n" + row + "\n");

        var (facts, problems) = Facts();

        Assert.Equal("facts.bad-row", Assert.Single(problems).Failure.Code);
        Assert.Null(facts.CustomerNumber);
        Assert.Empty(facts.Sources);
    }

    [Fact]
    public void One_bad_value_is_named_and_the_good_ones_are_used()
    {
        _folder.Write("calls.csv", Header + "\n1.wav,yesterday,polish,PL,sideways,PL-114,Ewa,solar,22 XXX 01 12,surround\n");

        var (facts, problems) = Facts();

        Assert.Equal(
            ["facts.bad-value", "facts.bad-value", "facts.bad-value", "facts.bad-value", "facts.unparsable-number"],
            problems.Select(problem => problem.Failure.Code).Order());
        Assert.All(problems, problem => Assert.StartsWith("line 2: ", problem.Failure.Detail, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        Assert.DoesNotContain(problems, problem => problem.Failure.Detail.Contains("XXX", StringComparison.Ordinal));
        Assert.Equal("PL", facts.Country);
        Assert.Equal("Ewa", facts.Agent);
        Assert.Null(facts.CustomerNumber);
    }

    [Fact]
    public void A_row_without_a_recording_is_named_and_many_are_counted()
    {
        _folder.Write("calls.csv", "file\n1.wav\n" + string.Concat(Enumerable.Range(1, 50).Select(n => $"gone-{n}.wav\n")));

        var problems = Facts().Problems;

        Assert.Equal(21, problems.Count);
        Assert.All(problems, problem => Assert.Equal("facts.no-recording", problem.Failure.Code));
        Assert.Contains("30 more", problems[^1].Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_by_name_is_not_given_to_either_of_two_calls_of_that_name()
    {
        _folder.Write("mon/x.wav", "mon");
        _folder.Write("tue/x.wav", "tue");
        _folder.Write("calls.csv", "file,customer_number\nx.wav,+48225550112\n1.wav,+48225550113\n");

        var intake = Collect();

        Assert.Equal(2, intake.Problems.Count(problem => problem.Failure.Code == "facts.ambiguous-row"));
        Assert.Equal(2, intake.Problems.Count);
        Assert.Equal([true, false, false], intake.Recordings.Select(call => call.Facts.CustomerNumber is not null));
    }

    [Fact]
    public void A_row_with_another_folder_is_not_given_to_a_call_of_the_same_name()
    {
        _folder.Write("tue/x.wav", "tue");
        _folder.Write("calls.csv", "file,customer_number\nmon/x.wav,+48225550112\n1.wav,+48225550113\n");

        var intake = Collect();

        Assert.Null(intake.Recordings.Single(call => call.Name == "tue/x.wav").Facts.CustomerNumber);
        Assert.Equal("facts.no-recording", Assert.Single(intake.Problems).Failure.Code);
    }

    [Fact]
    public void Full_paths_of_the_recorder_and_backslashes_fit()
    {
        _folder.Write("mon/x.wav", "mon");
        _folder.Write("calls.csv", "file,agent\nD:\\spool\\mon\\x.wav,Ann\n.\\1.wav,Bob\n");

        var intake = Collect();

        Assert.Empty(intake.Problems);
        Assert.Equal(["Bob", "Ann"], intake.Recordings.Select(call => call.Facts.Agent));
    }

    [Fact]
    public void The_nearer_table_wins()
    {
        _folder.Write("mon/x.wav", "mon");
        _folder.Write("mon/calls.csv", "file,agent\nx.wav,Near\n");
        _folder.Write("calls.csv", "file,agent\nmon/x.wav,Far\n1.wav,Far\n");

        var intake = Collect();

        Assert.Empty(intake.Problems);
        Assert.Equal(["Far", "Near"], intake.Recordings.Select(call => call.Facts.Agent));
    }

    [Theory]
    [InlineData("agent,customer_number\nAnn,+48225550112\n")]
    [InlineData("")]
    public void A_table_without_a_file_column_is_named_and_the_calls_are_taken(string text)
    {
        _folder.Write("calls.csv", text);

        Assert.Equal("facts.bad-table", Assert.Single(Facts().Problems).Failure.Code);
    }

    [Fact]
    public void A_table_in_an_old_code_page_is_named_and_the_calls_are_taken()
    {
        _folder.Write("calls.csv", Encoding.Latin1.GetBytes("file,agent\n1.wav,Márta\n"));

        Assert.Equal("facts.bad-table", Assert.Single(Facts().Problems).Failure.Code);
    }

    [Fact]
    public void A_second_row_for_a_file_is_named_and_not_used()
    {
        _folder.Write("calls.csv", "file,agent\n1.wav,First\n1.wav,Second\n");

        var (facts, problems) = Facts();

        Assert.Equal("First", facts.Agent);
        Assert.Equal("facts.duplicate-row", Assert.Single(problems).Failure.Code);
    }

    private (CallFacts Facts, IReadOnlyList<IntakeProblem> Problems) Facts()
    {
        var intake = Collect();
        return (intake.Recordings[0].Facts, intake.Problems);
    }

    private IntakeResult Collect() =>
        RecordingIntake.Collect([_folder.Path], new IntakeOptions(), TestContext.Current.CancellationToken);
}
