using Auditor.Transcripts;
using Auditor.Transcripts.Guards;
using Xunit;

namespace Auditor.Tests.Transcripts;

public sealed class TextGuardTests
{
    [Theory]
    [InlineData("no no no no no no no", true)]
    [InlineData("and then and then and then and then", true)]
    [InlineData("we will call you. We will call you! we will call you", true)]
    [InlineData("No, no, no, no!", false)]
    [InlineData("I said do not call me, do not call me again", false)]
    [InlineData("", false)]
    public void Loops_are_told_from_people_who_repeat_themselves(string text, bool repeats)
    {
        Assert.Equal(repeats, TextGuards.Repeats(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void A_loop_deflates_far_better_than_speech()
    {
        var loop = string.Concat(Enumerable.Repeat("Thank you for calling us. ", 15));

        Assert.True(TextGuards.CompressionRatio(loop) > 4);
        Assert.True(TextGuards.CompressionRatio("Please take my number off your list and do not call me again, I have told you that before.") < 1.5f);
        Assert.Equal(0, TextGuards.CompressionRatio(""));
    }

    [Theory]
    [InlineData("[Music]", true)]
    [InlineData("(laughs)", true)]
    [InlineData("♪ la la ♪", true)]
    [InlineData("...", true)]
    [InlineData("No.", false)]
    [InlineData("7", false)]
    public void Marks_for_sounds_are_no_words(string text, bool isMark)
    {
        Assert.Equal(isMark, TextGuards.IsSoundMark(text));
    }

    [Theory]
    [InlineData("Thanks for watching!", true)]
    [InlineData("Субтитры сделал Иван Петров", true)]
    [InlineData("Napisy stworzone przez społeczność Amara.org", true)]
    [InlineData("Thank you.", false)]
    [InlineData("Thanks for watching the children while I was on the phone", false)]
    [InlineData("Продолжение следует...", true)]
    public void Only_whole_utterances_that_nobody_says_on_the_phone_are_inventions(string text, bool invented)
    {
        Assert.Equal(invented, KnownInventions.Matches(text));
    }

    [Theory]
    [InlineData(10, 60, 3.0, true)]
    [InlineData(40, 200, 2.0, false)]
    [InlineData(3, 15, 20.0, false)]
    [InlineData(1, 2, 0.2, true)]
    public void A_pace_that_nobody_speaks_at_is_doubted(int words, int characters, double seconds, bool possible)
    {
        Assert.Equal(possible, TextGuards.IsPossiblePace(words, characters, TimeSpan.FromSeconds(seconds), new GuardOptions()));
    }
}
