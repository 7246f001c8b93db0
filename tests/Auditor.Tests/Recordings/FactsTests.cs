using System.Text;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Recordings;

public sealed class FactsTests : IDisposable
{
    private const string Header = "file,started_at,language,country,direction,agent_id,agent,campaign,customer_number,channels";
    private const string Row = "1.wav,2026-11-16T14:05:12+01:00,pl,PL,outbound,PL-114,Ewa Wrońska,solar,22 555 01 12,agent-right";

    private readonly TemporaryFolder _folder = new();

    public FactsTests() => _folder.Write("1.wav", "one");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.wav.json")]
    [InlineData("1.json")]
    public void A_sidecar_is_read_in_both_spellings(string name)
    {
        _folder.Write(name, """{"startedAt":"2026-11-16T14:05:12Z","agent_id":301,"customerNumber":"+1 305 555 0142","disposition":"DNC","kind":"Upsell","score":[1]}""");

        var (facts, problems) = Facts();

        Assert.Empty(problems);
        Assert.Equal("301", facts.AgentId);
        Assert.Equal("DNC", facts.Disposition);
        Assert.Equal(CallKind.Upsell, facts.Kind);
        Assert.Equal("+13055550142", facts.CustomerNumber?.Reveal());
        Assert.Equal("sidecar", facts.Sources["agent_id"]);
    }

    [Theory]
    [InlineData("{\"agent\":")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("{\"agent\":\"\\ud800\"}")]
    public void A_bad_sidecar_is_named_and_the_call_is_taken(string text)
    {
        _folder.Write("1.json", text);

        Assert.Equal("facts.bad-sidecar", Assert.Single(Facts().Problems).Failure.Code);
    }

    [Fact]
    public void Sidecar_goes_before_table_before_name_before_option()
    {
        _folder.Write("2_name_name_name.wav", "two");
        _folder.Write("2_name_name_name.json", """{"agent":"sidecar"}""");
        _folder.Write("calls.csv", "file,agent,campaign\n2_name_name_name.wav,table,table\n1.wav,,\n");
        var pattern = FileNamePattern.Parse("{*}_{agent}_{campaign}_{agent_id}").Value;
        var defaults = new CallFacts { Agent = "option", Campaign = "option", AgentId = "option", Disposition = "option" };

        var intake = Collect(new IntakeOptions { NamePattern = pattern, Defaults = defaults });
        var facts = intake.Recordings[1].Facts;

        Assert.Equal("sidecar table name option", $"{facts.Agent} {facts.Campaign} {facts.AgentId} {facts.Disposition}");
        Assert.Equal(
            ["sidecar", "calls.csv", "file-name", "option"],
            new[] { "agent", "campaign", "agent_id", "disposition" }.Select(fact => facts.Sources[fact]));
        Assert.Equal("facts.name-unmatched", Assert.Single(intake.Problems).Failure.Code);
    }

    [Fact]
    public void A_bad_value_gives_way_to_the_next_source()
    {
        _folder.Write("1.json", """{"language":"polish"}""");
        _folder.Write("calls.csv", "file,language\n1.wav,pl\n");

        var (facts, problems) = Facts();

        Assert.Equal("pl", facts.Language);
        Assert.Equal("calls.csv", facts.Sources["language"]);
        Assert.Equal("facts.bad-value", Assert.Single(problems).Failure.Code);
    }

    [Fact]
    public void An_unknown_country_comes_from_the_number()
    {
        _folder.Write("1.json", """{"customer_number":"+31 20 555 0134"}""");

        var facts = Facts().Facts;

        Assert.Equal("NL", facts.Country);
        Assert.Equal("number", facts.Sources["country"]);
    }

    [Fact]
    public void A_given_country_reads_national_numbers_and_stays()
    {
        _folder.Write("1.json", """{"customer_number":"06 1 555 0145"}""");

        var facts = Collect(new IntakeOptions { Defaults = new CallFacts { Country = "HU", Language = "hu" } }).Recordings[0].Facts;

        Assert.Equal("+3615550145", facts.CustomerNumber?.Reveal());
        Assert.Equal("option", facts.Sources["country"]);
        Assert.Equal("hu", facts.Language);
    }

    [Theory]
    [InlineData("2026-07-16 14:05", 2)]
    [InlineData("2026-11-16T14:05:12.5", 1)]
    [InlineData("20261116-140512", 1)]
    [InlineData("2026-11-16T14:05:12+03:00", 3)]
    [InlineData("2026-11-16T14:05:12-0500", -5)]
    [InlineData("2026-11-16 14:05:12 +01:00", 1)]
    public void A_time_without_an_offset_is_of_the_clock_that_was_set(string text, int offsetHours)
    {
        _folder.Write("1.json", $$"""{"started_at":"{{text}}"}""");

        var intake = Collect(new IntakeOptions { Clock = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw") });

        Assert.Empty(intake.Problems);
        Assert.Equal(TimeSpan.FromHours(offsetHours), intake.Recordings[0].Facts.StartedAt?.Offset);
        Assert.Equal(14, intake.Recordings[0].Facts.StartedAt?.Hour);
    }

    [Theory]
    [InlineData("11/12/2026 14:05")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("2026-13-01T00:00:00")]
    public void A_time_that_could_mean_two_things_or_nothing_is_refused(string text)
    {
        _folder.Write("1.json", $$"""{"started_at":"{{text}}"}""");

        var (facts, problems) = Facts();

        Assert.Null(facts.StartedAt);
        Assert.Equal("facts.bad-value", Assert.Single(problems).Failure.Code);
    }

    [Fact]
    public void Random_tables_and_sidecars_never_break_the_intake()
    {
        var random = new Random(20261116);
        var seedTable = Encoding.UTF8.GetBytes(Header + "\n" + Row + "\n");
        var seedSidecar = Encoding.UTF8.GetBytes("""{"startedAt":"2026-11-16T14:05:12Z","customerNumber":"+1 305 555 0142"}""");
        for (var round = 0; round < 300; round++)
        {
            _folder.Write("calls.csv", Mutated(seedTable, random));
            _folder.Write("1.json", Mutated(seedSidecar, random));

            Assert.Single(Collect().Recordings);
        }
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)"\",\n;\t{}[]\\"[random.Next(10)]);
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at - 1));
                    break;
            }
        }

        return [.. bytes];
    }

    private (CallFacts Facts, IReadOnlyList<IntakeProblem> Problems) Facts()
    {
        var intake = Collect();
        return (intake.Recordings[0].Facts, intake.Problems);
    }

    private IntakeResult Collect() => Collect(new IntakeOptions());

    private IntakeResult Collect(IntakeOptions options) =>
        RecordingIntake.Collect([_folder.Path], options, TestContext.Current.CancellationToken);
}
