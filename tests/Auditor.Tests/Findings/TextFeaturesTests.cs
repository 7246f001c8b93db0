using Auditor.Findings.Text;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class TextFeaturesTests
{
    [Theory]
    [InlineData("pl", "Źdźbło, ŁÓDŹ!", "zdzblo lodz")]
    [InlineData("hu", "Hűtő, őrült á", "hütö örült a")]
    [InlineData("ru", "Ещё раз, мой ёж", "еще раз мой еж")]
    [InlineData("en", "Don't — naïve café", "dont naive cafe")]
    [InlineData("nl", "zo'n coördinatie 12,50 euro", "zon coordinatie #2 #2 euro")]
    [InlineData("en", "call 7 or 12345", "call #1 or #4")]
    public void Words_are_folded_as_their_language_allows(string language, string text, string words) =>
        Assert.Equal(words, string.Join(' ', SpokenText.Words(text, language)));

    [Fact]
    public void Case_and_punctuation_do_not_change_the_ngrams_of_a_statement()
    {
        var plain = TextFeatures.Of("please do not call me again", "en");
        var written = TextFeatures.Of("Please, do NOT call me again.", "en");

        Assert.Equal(plain.Buckets, written.Buckets);
        Assert.Equal(plain.Values, written.Values);
    }

    [Fact]
    public void The_same_word_in_two_languages_has_other_buckets()
    {
        var shared = TextFeatures.Of("internet", "pl").Buckets.Intersect(TextFeatures.Of("internet", "nl").Buckets).Count();

        Assert.True(shared <= 8, $"{shared} buckets shared; only the plain facts may be");
    }

    [Fact]
    public void Buckets_rise_and_stay_inside_the_table()
    {
        var features = TextFeatures.Of("Ik wil niet meer gebeld worden, haal mij uit uw bestand voor 3 euro", "nl");

        Assert.Equal(features.Buckets.Order().Distinct(), features.Buckets);
        Assert.All(features.Buckets, b => Assert.InRange(b, 0, (1 << TextFeatures.BucketBits) - 1));
        Assert.All(features.Values, v => Assert.True(v > 0));
    }

    [Fact]
    public void The_hash_is_the_same_in_every_run_and_on_every_machine() => Assert.Equal(582229079u, StableHash.Of("nagrywana"));

    [Theory]
    [InlineData("pl", "szescdziesiat", WordClass.Number)]
    [InlineData("pl", "zlotych", WordClass.Currency)]
    [InlineData("nl", "negentig", WordClass.Number)]
    [InlineData("hu", "hatezer", WordClass.Number)]
    [InlineData("ru", "рублей", WordClass.Currency)]
    [InlineData("en", "dont", WordClass.Negation)]
    [InlineData("en", "tomorrow", WordClass.Time)]
    [InlineData("xx", "tomorrow", WordClass.None)]
    public void Closed_classes_are_told_by_language(string language, string word, WordClass expected) =>
        Assert.Equal(expected, WordClasses.For(language).Of(word));

    [Fact]
    public void An_empty_text_has_only_its_plain_facts() => Assert.InRange(TextFeatures.Of("", "en").Buckets.Length, 1, 12);

    [Theory]
    [InlineData("en", "Yes, I would like to order it.", true)]
    [InlineData("en", "Well, okay then.", true)]
    [InlineData("en", "Yes?", false)]
    [InlineData("pl", "Tak, zamawiam.", true)]
    [InlineData("ru", "Да, я согласен, оформляйте заказ.", true)]
    [InlineData("hu", "Nem, köszönöm.", false)]
    public void A_yes_is_heard_at_the_beginning(string language, string text, bool yes) =>
        Assert.Equal(yes, AgreementWords.For(language).BeginsWithYes(text, language));
}
