using Auditor.Findings.Training;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class SpellingNoiseTests
{
    private const string Text = "Ik wil op dit nummer echt niet meer gebeld worden, hoe vaak moet ik dat nog zeggen?";

    [Fact]
    public void The_same_text_and_seed_give_the_same_noise_and_another_seed_another_one()
    {
        Assert.Equal(SpellingNoise.Blur(Text, 7), SpellingNoise.Blur(Text, 7));
        Assert.NotEqual(SpellingNoise.Blur(Text, 7), SpellingNoise.Blur(Text, 8));
    }

    [Fact]
    public void Most_letters_stay_and_some_change()
    {
        var texts = Enumerable.Range(0, 50).Select(seed => SpellingNoise.Blur(Text, seed)).ToList();

        Assert.All(texts, t => Assert.NotEqual(Text, t));
        Assert.All(texts, t => Assert.InRange(t.Length, (int)(Text.Length * 0.8), (int)(Text.Length * 1.2)));
        var kept = texts.Average(t => t.Zip(Text.ToLowerInvariant()).TakeWhile(p => p.First == p.Second).Count());
        Assert.InRange(kept, 2, 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3, 4!")]
    public void Text_without_letters_keeps_its_signs(string text)
    {
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), SpellingNoise.Blur(text, 7).Replace(" ", "", StringComparison.Ordinal));
    }
}
