using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Auditor.App.Contract;
using Auditor.App.Report;
using Auditor.App.Settings;
using Auditor.Audio;
using Auditor.Pipeline;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>The page of a night.</summary>
public sealed partial class NightReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> WriteAsync(Func<Night, Night>? change = null, ReportOptions? options = null)
    {
        var invented = new InventedNight();
        using var output = new StringWriter();
        await NightReport.WriteAsync(output, (change ?? (n => n))(invented.Night), invented.TranscriptOfAsync, new AudioOptions(), options ?? new(), Token);
        return output.ToString();
    }

    [Fact]
    public async Task The_page_asks_for_nothing_outside_itself()
    {
        var page = await WriteAsync();

        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.All(Source().Matches(page).Select(m => m.Groups[1].Value), address => Assert.True(address.StartsWith('#') || address.StartsWith("data:audio/wav;base64,", StringComparison.Ordinal), address));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_call_never_become_markup()
    {
        var page = await WriteAsync();

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>you", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opt_outs_come_first_with_what_was_decided()
    {
        var page = await WriteAsync();

        var optOuts = page[page.IndexOf("<h2>Opt-outs", StringComparison.Ordinal)..page.IndexOf("<h2>Findings by rule", StringComparison.Ordinal)];
        Assert.Contains("> written<", optOuts, StringComparison.Ordinal);
        Assert.Contains("> proposed<", optOuts, StringComparison.Ordinal);
        Assert.Contains("Proszę nie dzwonić przed południem, pan Żółw.", optOuts, StringComparison.Ordinal);
        Assert.Contains("entered as something else", optOuts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_plays_a_second_more_on_both_sides_at_8_kHz()
    {
        var page = await WriteAsync();

        var call = page[page.IndexOf("id=\"call-0\"", StringComparison.Ordinal)..];
        var wav = Convert.FromBase64String(Sound().Match(call).Groups[1].Value);
        Assert.Equal("RIFF"u8, wav.AsSpan(0, 4));
        Assert.Equal(8_000, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal(5.45, (wav.Length - 44) / 16_000.0, 2);
        var loudest = Enumerable.Range(0, (wav.Length - 44) / 2).Max(i => Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * i)))));
        Assert.InRange(loudest, 1_000, 32_768);
    }

    [Fact]
    public async Task Sound_that_would_make_the_page_too_large_is_left_out_and_said_so()
    {
        var page = await WriteAsync(options: new() { MaxExcerptsPerCall = 1, MaxSoundBytes = 1 });

        Assert.Single(Sound().Matches(page));
        Assert.Matches(@"\d+ quotes have no sound here", page);
    }

    [Fact]
    public async Task A_recording_that_is_gone_leaves_its_quotes_and_a_note()
    {
        var page = await WriteAsync();

        var gone = page[page.IndexOf("<h3>calls/gone.wav", StringComparison.Ordinal)..];
        Assert.Contains("No sound to play", gone, StringComparison.Ordinal);
        Assert.Contains("late: recording only came at 33.5 s", gone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubtful_words_and_left_out_stretches_are_marked()
    {
        var page = await WriteAsync();

        Assert.Contains("<mark title=\"31", page, StringComparison.Ordinal);
        Assert.Contains(">nmbr</mark>", page, StringComparison.Ordinal);
        Assert.Contains("doubtful: low-probability", page, StringComparison.Ordinal);
        Assert.Contains("channel 1, 0.5 s, tone", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_calls_stand_with_their_codes()
    {
        var page = await WriteAsync();

        Assert.Contains("<code>audio.silent</code>", page, StringComparison.Ordinal);
        Assert.Contains("<code>intake.unreadable</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_masked_unless_revealed()
    {
        Assert.DoesNotContain("3055550142", await WriteAsync(), StringComparison.Ordinal);
        Assert.Contains("3055550142", await WriteAsync(n => n with { Numbers = NumberView.Revealed }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_that_nothing_was_stored()
    {
        var page = await WriteAsync(n => n with { Effects = BatchEffects.DryRun });

        Assert.Contains("dry run, nothing was stored", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blocking at once", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_element_is_closed()
    {
        var page = await WriteAsync();

        foreach (var name in new[] { "section", "article", "div", "ul", "ol", "li", "table", "tr", "td", "details", "dl", "blockquote", "p", "svg", "span", "main" })
        {
            Assert.Equal(Regex.Count(page, $"<{name}[ >]"), Regex.Count(page, $"</{name}>"));
        }
    }

    [Fact]
    public void The_file_appears_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("night.html", "yesterday");

        using (var given = ReportFile.Begin(path))
        {
            given.Writer.Write("half");
        }

        Assert.Equal("yesterday", File.ReadAllText(path));
        using (var kept = ReportFile.Begin(path))
        {
            kept.Writer.Write("today");
            kept.Keep();
        }

        Assert.Equal("today", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_fault_of_the_setup()
    {
        using var folder = new TemporaryFolder();

        var fault = Assert.Throws<SetupException>(() => ReportFile.Begin(folder["no/such/folder/night.html"]));

        Assert.Equal("report.not-writable", fault.Failure.Code);
    }

    /// <summary>Not a test: puts the page of the invented night where a browser can show it.</summary>
    [Fact(Explicit = true)]
    public async Task Page_to_look_at()
    {
        var file = Path.Combine(Path.GetTempPath(), "auditor-invented-night.html");
        await File.WriteAllTextAsync(file, await WriteAsync(), Token);
        TestContext.Current.SendDiagnosticMessage(file);
    }

    [GeneratedRegex("""(?:src|href)="([^"]{0,40})""")]
    private static partial Regex Source();

    [GeneratedRegex("data:audio/wav;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Sound();
}
