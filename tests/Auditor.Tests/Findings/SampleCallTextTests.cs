using System.Text.Json;
using Auditor.Findings;
using Auditor.Findings.Reading;
using Auditor.Recordings;
using Auditor.Transcripts;
using Xunit;

namespace Auditor.Tests.Findings;

/// <summary>The true words of the sample calls, as a perfect recogniser would hear them.</summary>
public sealed class SampleCallTextTests
{
    private static readonly Assessor Assessor = new(Spoken.Classifiers, AssessorOptions.Default);

    public static TheoryData<string> Files => [.. Expected().Select(e => e.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_opt_out_is_written_or_proposed_and_none_is_written_where_there_is_none(string file)
    {
        var truth = Expected().Single(e => e.GetProperty("file").GetString() == file);
        var wish = truth.GetProperty("optOut");
        var isRequest = wish.ValueKind is JsonValueKind.Object && !wish.TryGetProperty("soft", out _);

        var found = Assess(truth).OptOut;

        if (isRequest)
        {
            var evidence = found!.Evidence.Time;
            Assert.True(wish.GetProperty("startMs").GetInt64() <= evidence.EndMs);
            Assert.Equal(wish.GetProperty("acknowledged").GetBoolean(), found.Acknowledged);
        }
        else
        {
            Assert.True(found is null || found.Gates.Count > 0);
        }
    }

    [Fact]
    public void At_least_nine_in_ten_disclosures_are_judged_as_they_were_written()
    {
        var (right, told) = (0, 0);
        foreach (var truth in Expected())
        {
            var outcomes = Assess(truth).Outcomes;
            foreach (var disclosure in truth.GetProperty("disclosures").EnumerateObject())
            {
                var name = disclosure.Name == "order_confirmed" ? "order-confirmation" : disclosure.Name.Replace('_', '-');
                var value = outcomes.Single(o => o.Rule == "core." + name).Value;
                told += value is OutcomeValue.CannotTell ? 0 : 1;
                right += value == Value(disclosure.Value.GetString()!) ? 1 : 0;
            }
        }

        Assert.True(right >= 0.9 * told, $"{right} of {told}");
        Assert.InRange(told, 95, 112);
    }

    private static OutcomeValue Value(string truth) => truth switch
    {
        "said" => OutcomeValue.Said,
        "missing" or "late" => OutcomeValue.NotSaid,
        "not_applicable" => OutcomeValue.NotApplicable,
        _ => throw new ArgumentOutOfRangeException(nameof(truth), truth, "not an outcome"),
    };

    private static Assessment Assess(JsonElement truth)
    {
        var turns = truth.GetProperty("turns").EnumerateArray().Select(t => (
            t.GetProperty("speaker").GetString() == "agent" ? Party.Agent : Party.Customer,
            t.GetProperty("text").GetString()!,
            t.GetProperty("startMs").GetInt32(),
            t.GetProperty("endMs").GetInt32()));
        var transcript = new Transcript
        {
            Language = truth.GetProperty("language").GetString()!,
            LanguageProbability = 1,
            Duration = TimeSpan.FromMilliseconds(truth.GetProperty("durationMs").GetInt32()),
            Channels = 2,
            Utterances = [.. turns.Select(t => Stretched(Spoken.Say(t.Item1, t.Item2, t.Item3), t.Item3, t.Item4))],
            Dropped = [],
        };
        var inbound = truth.GetProperty("direction").GetString() == "inbound";
        return Assessor.Assess(
            transcript, new CallFacts { Direction = inbound ? CallDirection.Inbound : CallDirection.Outbound }, Spoken.Core,
            TestContext.Current.CancellationToken);
    }

    private static Utterance Stretched(Utterance utterance, int startMs, int endMs)
    {
        var step = (endMs - startMs) / (double)utterance.Words.Count;
        return utterance with
        {
            Time = TimeRange.FromMs(startMs, endMs),
            Words = [.. utterance.Words.Select((w, i) => w with { Time = TimeRange.FromMs(startMs + i * step, startMs + (i + 1) * step) })],
        };
    }

    private static List<JsonElement> Expected() =>
        [.. File.ReadLines(Path.Combine(SampleCalls.Folder, "expected.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];
}
