using Auditor.Transcripts;

namespace Auditor.App.Contract;

/// <summary>What <c>transcribe --json</c> prints; the same file gives the same bytes, wallSeconds aside.</summary>
/// <param name="LanguageProbability">1 when the language was given.</param>
/// <param name="Channels">Of the file, also when several carry the same sound.</param>
internal sealed record TranscriptJson(
    string File,
    string Language,
    double LanguageProbability,
    double AudioSeconds,
    double WallSeconds,
    int Channels,
    IReadOnlyList<UtteranceJson> Utterances,
    IReadOnlyList<DroppedJson> Dropped)
{
    public static TranscriptJson From(string file, Transcript transcript, TimeSpan wall) => new(
        file,
        transcript.Language,
        Rounded.Probability(transcript.LanguageProbability),
        Rounded.Seconds(transcript.Duration),
        Rounded.Seconds(wall),
        transcript.Channels,
        [.. transcript.Utterances.Select(UtteranceJson.From)],
        [.. transcript.Dropped.Select(DroppedJson.From)]);
}

/// <param name="Confidence">Mean word probability, 0–1.</param>
internal sealed record UtteranceJson(
    string Party, int Channel, long StartMs, long EndMs, string Text, double Confidence, IReadOnlyList<WordJson> Words)
{
    public static UtteranceJson From(Utterance utterance) => new(
        Names.Of(utterance.Party),
        utterance.Channel,
        utterance.Time.StartMs,
        utterance.Time.EndMs,
        utterance.Text,
        Rounded.Probability(utterance.Confidence),
        [.. utterance.Words.Select(w => new WordJson(w.Time.StartMs, w.Time.EndMs, w.Text, Rounded.Probability(w.Probability)))]);
}

/// <param name="P">The recogniser's probability, 0–1.</param>
internal sealed record WordJson(long StartMs, long EndMs, string Text, double P);

/// <param name="Guard">Why it is not among the utterances.</param>
/// <param name="Text">Empty when the sound never reached the recogniser.</param>
internal sealed record DroppedJson(int Channel, long StartMs, long EndMs, string Guard, string Text)
{
    public static DroppedJson From(DroppedStretch dropped) =>
        new(dropped.Channel, dropped.Time.StartMs, dropped.Time.EndMs, dropped.Guard, dropped.Text);
}
