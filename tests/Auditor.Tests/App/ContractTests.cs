using System.Text.Json;
using Auditor.App.Contract;
using Auditor.Tests.Actions;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>What other programs read, member by member.</summary>
public sealed class ContractTests
{
    [Fact]
    public void The_json_of_an_audit_is_as_in_the_golden_file()
    {
        var night = new InventedNight();

        var json = JsonSerializer.Serialize(AuditJson.From(night.Batch, night.Night.Unreadable, NumberView.Masked), ContractJson.Readable.AuditJson);

        Golden.AssertText("audit.json", Golden.Indented(json));
    }

    [Fact]
    public void Letters_of_all_languages_stay_letters_and_no_line_is_broken()
    {
        var night = new InventedNight();

        var json = JsonSerializer.Serialize(AuditJson.From(night.Batch, [], NumberView.Masked), ContractJson.Readable.AuditJson);

        Assert.Contains("pan Żółw", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void Numbers_are_masked_unless_revealed()
    {
        var night = new InventedNight();

        string Print(NumberView view) => JsonSerializer.Serialize(AuditJson.From(night.Batch, [], view), ContractJson.Readable.AuditJson);

        Assert.DoesNotContain("3055550142", Print(NumberView.Masked), StringComparison.Ordinal);
        Assert.Equal(3, Print(NumberView.Revealed).Split("3055550142").Length);
    }

    [Fact]
    public void The_json_of_a_transcript_is_as_in_the_golden_file()
    {
        var transcript = Invented.Transcript(Invented.Utterance("good morning"));

        var json = JsonSerializer.Serialize(TranscriptJson.From("call.wav", transcript, TimeSpan.FromSeconds(1.5)), ContractJson.Readable.TranscriptJson);

        Golden.AssertText("transcript.json", Golden.Indented(json));
    }
}
