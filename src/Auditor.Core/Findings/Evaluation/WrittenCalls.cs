using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.Findings.Evaluation;

public sealed record WrittenTurn(string Speaker, string Text);

public sealed record WrittenOptOut(int Turn, string Scope);

/// <summary>What is true of a written call; the names of disclosures and violations as in design/detection.md.</summary>
public sealed record WrittenTruth(
    [property: JsonPropertyName("optout")] WrittenOptOut? OptOut,
    bool? Acknowledged,
    bool Sale,
    IReadOnlyDictionary<string, bool> Disclosures,
    IReadOnlyList<string> Violations);

/// <summary>A call as text, one a line of a JSON-lines file. The last part of the id says what kind of call it is.</summary>
public sealed record WrittenCall(string Id, string Lang, string Direction, IReadOnlyList<WrittenTurn> Turns, WrittenTruth? Truth)
{
    public CallKind Kind => Id.Split('-')[^1] switch
    {
        "telesales" => CallKind.Telesales,
        "upsell" => CallKind.Upsell,
        "collections" => CallKind.Collections,
        "service" => CallKind.Service,
        _ => CallKind.Unknown,
    };

    public CallFacts Facts => new()
    {
        Language = Lang,
        Kind = Kind,
        Direction = Direction switch
        {
            "outbound" => CallDirection.Outbound,
            "inbound" => CallDirection.Inbound,
            _ => CallDirection.Unknown,
        },
    };
}

/// <summary>Reads written calls and makes transcripts of them, as a perfect recogniser would have.</summary>
public static class WrittenCalls
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Pace of unhurried speech; only the order and rough distances matter.</summary>
    private static readonly TimeSpan Word = TimeSpan.FromMilliseconds(330);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="InvalidDataException">A line is no call; the message names file and line.</exception>
    public static IReadOnlyList<WrittenCall> Read(string path)
    {
        var calls = new List<WrittenCall>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            try
            {
                calls.Add(JsonSerializer.Deserialize<WrittenCall>(line, Json) is { Id: not null, Lang: not null, Turns: not null } call
                    ? call : throw new JsonException("a call has id, lang, direction and turns"));
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"{path}: line {number}: {fault.Message}", fault);
            }
        }

        return calls;
    }

    public static Transcript ToTranscript(WrittenCall call)
    {
        var utterances = new List<Utterance>();
        var time = TimeSpan.Zero;
        foreach (var turn in call.Turns)
        {
            var texts = turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var words = texts.Select((text, i) => new Word(new(time + i * Word, time + (i + 1) * Word), text, 1)).ToList();
            var end = time + texts.Length * Word;
            utterances.Add(new()
            {
                Channel = turn.Speaker == "agent" ? 0 : 1,
                Party = turn.Speaker == "agent" ? Party.Agent : Party.Customer,
                Time = new(time, end),
                Text = turn.Text,
                Words = words,
                MeanLogProbability = 0,
                NoSpeechProbability = 0,
                VoiceProbability = 1,
                CompressionRatio = 1,
            });
            time = end + Pause;
        }

        return new()
        {
            Language = call.Lang,
            LanguageProbability = 1,
            Duration = time,
            Channels = 2,
            Utterances = utterances,
            Dropped = [],
        };
    }
}
