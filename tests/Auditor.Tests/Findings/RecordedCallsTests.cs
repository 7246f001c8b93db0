using Auditor.Findings;
using Auditor.Findings.Evaluation;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class RecordedCallsTests
{
    private const string Truth =
        "{\"file\":\"a.wav\",\"language\":\"en\",\"optOut\":{\"acknowledged\":false},\"disclosures\":{\"recording\":\"late\",\"price\":\"said\"}}\n" +
        "{\"file\":\"b.wav\",\"language\":\"en\",\"optOut\":{\"acknowledged\":false,\"soft\":\"time\"},\"disclosures\":{\"recording\":\"said\"}}\n" +
        "{\"file\":\"c.wav\",\"language\":\"en\",\"optOut\":null,\"disclosures\":{\"recording\":\"said\"}}\n";

    [Fact]
    public void Calls_are_compared_with_their_truth_and_failures_are_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("expected.jsonl", Truth);

        var report = RecordedCalls.Evaluate(folder.Path, Assess, TestContext.Current.CancellationToken);

        Assert.Equal(2, report.Count);
        Assert.Equal(new BinaryScore(1, 0, 0, 0), Of("optout"));
        Assert.Equal(new BinaryScore(1, 1, 0, 0), Of("optout written"));
        Assert.Equal(new BinaryScore(1, 0, 0, 1), Of("recording"));
        Assert.DoesNotContain(report.Scores, s => s.Label == "price");

        BinaryScore Of(string label) => report.Scores.Single(s => s.Label == label).Score;
    }

    [Fact]
    public void A_malformed_truth_is_reported_with_its_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("expected.jsonl", Truth + "{}\n");

        var fault = Assert.Throws<InvalidDataException>(() => RecordedCalls.Evaluate(folder.Path, Assess, TestContext.Current.CancellationToken));

        Assert.Contains("line 4", fault.Message, StringComparison.Ordinal);
    }

    private static Result<Assessment> Assess(string path, CancellationToken token)
    {
        var name = Path.GetFileName(path);
        if (name == "c.wav")
        {
            return new Failure("audio.empty", "no bytes");
        }

        var optOut = new OptOutFinding
        {
            Scope = OptOutScope.Company,
            Evidence = new(0, Party.Customer, TimeRange.FromMs(0, 1), "stop"),
            Score = 1,
            Acknowledged = false,
            Gates = [],
        };
        return new Assessment([Outcome("core.recording", name == "a.wav" ? OutcomeValue.NotSaid : OutcomeValue.Said), Outcome("core.price", OutcomeValue.CannotTell)], optOut);
    }

    private static RuleOutcome Outcome(string rule, OutcomeValue value) =>
        new() { Rule = rule, Value = value, Violation = false, Searched = default, SearchedParty = Party.Agent, Reason = "" };
}
