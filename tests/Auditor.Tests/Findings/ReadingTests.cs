using Auditor.Findings.Reading;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class ReadingTests
{
    [Fact]
    public void An_utterance_is_cut_at_its_punctuation_with_the_times_of_its_words()
    {
        var call = Spoken.Call("en", (Party.Agent, "Hello there. This call is recorded. May I go on?"));

        var sentences = Sentences.Of(call);

        Assert.Equal(["Hello there.", "This call is recorded.", "May I go on?"], sentences.Select(s => s.Text));
        Assert.Equal(call.Utterances[0].Words[2].Time.Start, sentences[1].Time.Start);
        Assert.Equal(call.Utterances[0].Words[5].Time.End, sentences[1].Time.End);
    }

    [Fact]
    public void A_single_word_stays_with_what_follows()
    {
        var call = Spoken.Call("en", (Party.Customer, "No. Please stop calling me."));

        Assert.Equal(["No. Please stop calling me."], Sentences.Of(call).Select(s => s.Text));
    }

    [Fact]
    public void Speech_without_punctuation_is_cut_into_pieces_that_lose_no_word()
    {
        var text = string.Join(' ', Enumerable.Range(1, 75).Select(i => $"word{i}"));

        var sentences = Sentences.Of(Spoken.Call("en", (Party.Agent, text)));

        Assert.All(sentences, s => Assert.InRange(s.Words, 1, 32));
        Assert.Equal(text, string.Join(' ', sentences.Select(s => s.Text)));
    }

    [Fact]
    public void Words_without_punctuation_get_it_from_the_text()
    {
        var call = Spoken.Call("en", (Party.Agent, "Hello there. Goodbye now."));
        var bare = call.Utterances[0] with { Words = [.. call.Utterances[0].Words.Select(w => w with { Text = w.Text.Trim('.') })] };

        var sentences = Sentences.Of(call with { Utterances = [bare] });

        Assert.Equal(["Hello there.", "Goodbye now."], sentences.Select(s => s.Text));
    }

    [Fact]
    public void Windows_hold_one_to_three_neighbours_and_do_not_reach_over_a_long_gap()
    {
        var call = Spoken.Call("en", (Party.Agent, "First thing said. Second thing said. Third thing said. Fourth thing said."));
        var late = Spoken.Say(Party.Agent, "Much later words.", 60_000);
        var sentences = Sentences.Of(call with { Utterances = [.. call.Utterances, late] });

        var windows = SpeechWindow.Over(sentences);

        Assert.Equal(4 + 3 + 2 + 1, windows.Count);
        Assert.Single(windows, w => w.Text.Contains("later", StringComparison.Ordinal));
        Assert.Contains(windows, w => w.Text == "Second thing said. Third thing said. Fourth thing said.");
    }
}
