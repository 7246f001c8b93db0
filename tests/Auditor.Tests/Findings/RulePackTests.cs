using Auditor.Findings.Rules;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class RulePackTests
{
    private const string Pack = "id: site\nversion: 1\n";
    private const string Rule = "- {id: site.a, title: {en: A}, kind: say, when: sale and not optout, says: [price], party: agent, force: house, severity: 2}\n";

    [Fact]
    public void The_core_pack_has_its_twelve_rules_with_a_title_in_five_languages()
    {
        Assert.Equal(
            ["core.recording", "core.identity", "core.purpose", "core.price", "core.withdrawal", "core.order-confirmation", "core.order-summary",
                "core.optout-offer", "core.pretext", "core.optout-acknowledged", "core.selling-after-optout", "core.sale-after-optout"],
            Spoken.Core.Rules.Select(r => r.Id));
        Assert.All(Spoken.Core.Rules, r => Assert.Equal(["en", "hu", "nl", "pl", "ru"], r.Title.Keys.Order()));
        Assert.Equal(64, Spoken.Core.Hash.Length);
    }

    [Fact]
    public void A_changed_rule_changes_the_hash()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.yaml", Pack);
        folder.Write("a.yaml", Rule);
        var before = RulePackFile.Load(folder.Path).Hash;
        folder.Write("a.yaml", Rule.Replace("severity: 2", "severity: 3", StringComparison.Ordinal));

        Assert.NotEqual(before, RulePackFile.Load(folder.Path).Hash);
    }

    [Theory]
    [InlineData("severity: 2", "severity: 9", "severity is not 1–5")]
    [InlineData("severity: 2", "severity: 2, colour: red", "colour")]
    [InlineData("says: [price]", "says: [pri]", "unknown label pri")]
    [InlineData("says: [price]", "says: []", "either says, says-any or event")]
    [InlineData("sale and not", "sale or rain", "'rain' is not a fact")]
    [InlineData("kind: say", "kind: shout", "'shout' is not one of")]
    public void A_faulty_rule_is_refused_with_its_fault(string old, string changed, string fault)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.yaml", Pack);
        folder.Write("a.yaml", Rule.Replace(old, changed, StringComparison.Ordinal));

        Assert.Contains(fault, Assert.Throws<RulePackException>(() => RulePackFile.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_stands_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.yaml", Pack);
        folder.Write("a.yaml", Rule);
        folder.Write("b.yaml", Rule);

        Assert.Contains("site.a stands twice", Assert.Throws<RulePackException>(() => RulePackFile.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_pack_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<RulePackException>(() => RulePackFile.Load(folder.Path));
    }

    [Theory]
    [InlineData("always", null, null, true)]
    [InlineData("sale", null, null, null)]
    [InlineData("sale and not optout", false, null, false)]
    [InlineData("sale and not optout", true, null, null)]
    [InlineData("sale or optout", true, null, true)]
    [InlineData("not (sale or optout)", false, false, true)]
    [InlineData("optout or sale and optout", true, false, false)]
    public void A_condition_is_unknown_only_when_it_hangs_on_the_unknown(string text, bool? sale, bool? optOut, bool? expected) =>
        Assert.Equal(expected, Condition.Parse(text).Evaluate(name => name == "sale" ? sale : optOut));

    [Theory]
    [InlineData("")]
    [InlineData("sale and")]
    [InlineData("(sale")]
    [InlineData("sale optout")]
    public void Half_a_condition_is_refused(string text) => Assert.Throws<FormatException>(() => Condition.Parse(text));
}
