using Auditor.Audio;
using Auditor.Recordings;
using Auditor.Transcripts.Guards;
using Auditor.Transcripts.Voice;

namespace Auditor.Transcripts.Whisper;

/// <summary>Gives each word of a window back to the segment that it was spoken in, on the file's time line, and asks the guards.</summary>
internal sealed class UtteranceBuilder(GuardOptions guards)
{
    /// <summary>A voice shorter than this without words is a breath or a click, not lost speech.</summary>
    private static readonly TimeSpan MinLostSpeech = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ReachesNext = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TouchesLast = TimeSpan.FromMilliseconds(300);

    public HeardWords Build(ChannelAudio channel, WindowText text)
    {
        var bySegment = text.Words.ToLookup(w => SegmentOf(w, text.Window));
        var utterances = new List<Utterance>();
        var dropped = new List<DroppedStretch>();
        for (var i = 0; i < text.Window.Segments.Count; i++)
        {
            var packed = text.Window.Segments[i];
            var words = bySegment[i].ToList();
            if (words.Count == 0)
            {
                if (packed.Segment.Time().Duration >= MinLostSpeech)
                {
                    dropped.Add(new DroppedStretch(channel.Channel, packed.Segment.Time(), GuardNames.NoWords, ""));
                }

                continue;
            }

            var utterance = Utterance(channel, packed, words, text);
            if (RefusingGuard(utterance.Text) is { } guard)
            {
                dropped.Add(new DroppedStretch(channel.Channel, utterance.Time, guard, utterance.Text));
            }
            else
            {
                utterances.Add(utterance);
            }
        }

        return new HeardWords(utterances, dropped);
    }

    /// <summary>
    /// The segment that the word was spoken in. The time of the word before a pause and of the word after it can both run across the
    /// pause; a word that reaches into the next voice after hardly touching this one was spoken there.
    /// </summary>
    private static int SegmentOf(TimedWord word, PackedWindow window)
    {
        var best = 0;
        var bestShared = double.NegativeInfinity;
        for (var i = 0; i < window.Segments.Count; i++)
        {
            var packed = window.Segments[i];
            var start = SampleTimes.At(packed.At + packed.Segment.VoiceStart - packed.Segment.Start);
            var end = SampleTimes.At(packed.At + packed.Segment.VoiceEnd - packed.Segment.Start);
            var shared = (Min(word.End, end) - Max(word.Start, start)).TotalSeconds;
            var reachesIn = shared > ReachesNext.TotalSeconds && bestShared < TouchesLast.TotalSeconds;
            if (shared >= bestShared || reachesIn)
            {
                (best, bestShared) = (i, shared);
            }
        }

        return best;
    }

    private Utterance Utterance(ChannelAudio channel, PackedSegment packed, List<TimedWord> timed, WindowText text)
    {
        var words = timed.Select(w => OnFile(w, packed)).ToList();
        var spoken = string.Join(' ', words.Select(w => w.Text));
        var utterance = new Utterance
        {
            Channel = channel.Channel,
            Party = channel.Party,
            Time = new TimeRange(words[0].Time.Start, words[^1].Time.End),
            Text = spoken,
            Words = words,
            MeanLogProbability = timed.Sum(w => w.LogProbability) / timed.Sum(w => w.Tokens),
            NoSpeechProbability = text.Decoded.NoSpeechProbability,
            VoiceProbability = packed.Segment.Probability,
            CompressionRatio = TextGuards.CompressionRatio(spoken),
        };
        return utterance with { Doubts = [.. Doubts(utterance, text.Loops).Where(guards.IsOn)] };
    }

    private static Word OnFile(TimedWord word, PackedSegment packed)
    {
        var segment = packed.Segment;
        var shift = SampleTimes.At(segment.Start) - SampleTimes.At(packed.At);
        var (voiceStart, voiceEnd) = (SampleTimes.At(segment.VoiceStart), SampleTimes.At(segment.VoiceEnd));
        var start = Min(Max(word.Start + shift, voiceStart), voiceEnd);
        var end = Max(Min(word.End + shift, voiceEnd), start);
        return new Word(new TimeRange(start, end), word.Text, MathF.Exp(word.LogProbability / word.Tokens));
    }

    private string? RefusingGuard(string text) =>
        guards.IsOn(GuardNames.SoundMark) && TextGuards.IsSoundMark(text) ? GuardNames.SoundMark
        : guards.IsOn(GuardNames.KnownInvention) && KnownInventions.Matches(text) ? GuardNames.KnownInvention
        : null;

    private IEnumerable<string> Doubts(Utterance utterance, bool loops)
    {
        if (utterance.MeanLogProbability < guards.MinMeanLogProbability)
        {
            yield return GuardNames.LowProbability;
        }

        if (utterance.NoSpeechProbability > guards.MaxNoSpeechProbability && utterance.MeanLogProbability < guards.SureMeanLogProbability)
        {
            yield return GuardNames.NoSpeech;
        }

        if (loops || utterance.CompressionRatio > guards.MaxCompressionRatio)
        {
            yield return GuardNames.Repetition;
        }

        if (!TextGuards.IsPossiblePace(utterance.Words.Count, utterance.Text.Length, utterance.Time.Duration, guards))
        {
            yield return GuardNames.Pace;
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
