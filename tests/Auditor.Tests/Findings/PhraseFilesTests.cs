using Auditor.Findings.Training;
using Xunit;

namespace Auditor.Tests.Findings;

public sealed class PhraseFilesTests
{
    [Fact]
    public void A_draft_becomes_rows_with_ids_and_faulty_rows_are_named()
    {
        using var folder = new TemporaryFolder();
        var draft = folder.Write("draft.tsv", "label\tidea\ttext\noptout:campaign\t1\tno more solar calls\nother\tx\thello\nbuy\t2\tok\nrefuse\t3\tno\nrefuse\t4\tno\n");

        var (written, refused) = PhraseFiles.Import(draft, folder["customer.en.tsv"], "en", PhraseParty.Customer, []);

        Assert.Equal(2, written);
        Assert.Collection(
            refused,
            r => Assert.Contains("row 2: the idea is not a whole number", r, StringComparison.Ordinal),
            r => Assert.Contains("row 3: unknown label 'buy'", r, StringComparison.Ordinal),
            r => Assert.Contains("row 5: the text stands twice", r, StringComparison.Ordinal));
        var row = PhraseFiles.Read(folder.Path, PhraseParty.Customer)[0];
        Assert.Equal(("en-c-0001", "optout", "campaign", "hand"), (row.Id, row.Labels[0], row.Scope, row.Source));
    }

    [Fact]
    public void Importing_a_grown_draft_keeps_the_ids()
    {
        using var folder = new TemporaryFolder();
        var draft = folder.Write("draft.tsv", "label\tnear\tidea\ttext\nrecording identity\t-\t1\tthis is Ann of Solaris, we record\n");
        PhraseFiles.Import(draft, folder["agent.en.tsv"], "en", PhraseParty.Agent, []);
        var before = PhraseFiles.Read(folder.Path, PhraseParty.Agent);
        File.AppendAllText(draft, "other\trecording price\t2\ta record price\n");

        PhraseFiles.Import(draft, folder["agent.en.tsv"], "en", PhraseParty.Agent, []);

        var after = PhraseFiles.Read(folder.Path, PhraseParty.Agent);
        Assert.Equal(before[0].Id, after[0].Id);
        Assert.Equal(["recording", "identity"], after[0].Labels);
        Assert.Empty(after[1].Labels);
        Assert.Equal(["recording", "price"], after[1].Near);
    }

    [Fact]
    public void A_row_with_an_unknown_label_is_reported_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("customer.en.tsv", "id\tlang\tlabel\tidea\tsource\ttext\nen-c-1\ten\tnope\t1\thand\thi\n");

        var fault = Assert.Throws<InvalidDataException>(() => PhraseFiles.ReadFile(path, PhraseParty.Customer));

        Assert.Contains("line 2: unknown label 'nope'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_text_is_well_formed_and_no_idea_stands_on_two_sides()
    {
        var folder = ModelsOnDisk.Folder.PathOf("phrases");
        var rows = PhraseFiles.Read(folder, PhraseParty.Customer).Concat(PhraseFiles.Read(folder, PhraseParty.Agent)).ToList();

        Assert.Equal(["en", "hu", "nl", "pl", "ru"], rows.Select(r => r.Language).Distinct().Order());
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(r => (r.Id.Split('-')[1], r.Language, r.Text)).Distinct().Count());
        Assert.All(
            rows.GroupBy(r => (r.Id.Split('-')[1], r.Language, r.Idea)),
            idea => Assert.Single(idea.Select(r => ExampleSet.FoldOf(r, 5)).Distinct()));
    }
}
