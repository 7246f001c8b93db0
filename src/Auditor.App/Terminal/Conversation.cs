using System.Globalization;
using Auditor.App.Contract;
using Auditor.Recordings;
using Auditor.Transcripts;

namespace Auditor.App.Terminal;

/// <summary>A transcript for reading: one line an utterance, dropped stretches where they were.</summary>
internal static class Conversation
{
    public static void Write(Transcript transcript, TextWriter output)
    {
        var sure = transcript.LanguageProbability < 1 ? FormattableString.Invariant($" ({transcript.LanguageProbability:P0} sure)") : "";
        output.WriteLine($"Language {transcript.Language}{sure}, {Clock(transcript.Duration)} long, {Count(transcript.Channels, "channel")}");
        if (transcript.PartiesGuessed)
        {
            output.WriteLine("Who speaks is guessed from the words.");
        }

        output.WriteLine();
        var lines = transcript.Utterances.Select(u => (u.Time, Line(u))).Concat(transcript.Dropped.Select(d => (d.Time, Line(d))));
        foreach (var (_, line) in lines.OrderBy(l => l.Time.Start))
        {
            output.WriteLine(line);
        }
    }

    public static string Clock(TimeSpan time) =>
        time.ToString(time >= TimeSpan.FromHours(1) ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");

    private static string Line(Utterance utterance)
    {
        var who = utterance.Party == Party.Unknown ? $"channel {utterance.Channel}" : Names.Of(utterance.Party);
        var doubt = utterance.LowConfidence ? $"  [doubtful: {string.Join(", ", utterance.Doubts)}]" : "";
        return $"{Clock(utterance.Time.Start),7}  {who,-9} {utterance.Text}{doubt}";
    }

    private static string Line(DroppedStretch dropped)
    {
        var words = dropped.Text.Length == 0 ? "" : $": {dropped.Text}";
        return FormattableString.Invariant(
            $"{Clock(dropped.Time.Start),7}  {"",-9} [left out, channel {dropped.Channel}, {dropped.Time.Duration.TotalSeconds:0.0} s, {dropped.Guard}{words}]");
    }
}
