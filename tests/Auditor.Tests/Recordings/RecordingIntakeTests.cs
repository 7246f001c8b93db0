using System.Security.Cryptography;
using System.Text;
using Auditor.Recordings;
using Xunit;

namespace Auditor.Tests.Recordings;

public sealed class RecordingIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_gives_its_calls_in_the_order_of_their_names()
    {
        _folder.Write("b.wav", "b");
        _folder.Write("B.MP3", "B");
        _folder.Write("a/z.opus", "z");
        _folder.Write("a.ogg", "a");

        var intake = Collect(_folder.Path);

        Assert.Equal(["B.MP3", "a.ogg", "a/z.opus", "b.wav"], intake.Recordings.Select(call => call.Name));
        Assert.Equal(_folder["b.wav"], intake.Recordings[3].Path);
        Assert.Empty(intake.Problems);
    }

    [Fact]
    public void The_identity_of_a_call_is_the_hash_of_its_bytes()
    {
        var bytes = new byte[700_001];
        new Random(7).NextBytes(bytes);
        _folder.Write("call.wav", bytes);

        var call = Assert.Single(Collect(_folder.Path).Recordings);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), call.Id);
        Assert.Equal(700_001, call.Bytes);
    }

    [Fact]
    public void Other_files_and_hidden_ones_are_passed_over_in_silence()
    {
        _folder.Write("call.wav", "1");
        _folder.Write("call.json", "{}");
        _folder.Write("calls.csv", "file\ncall.wav\n");
        _folder.Write("notes.txt", "2");
        _folder.Write(".hidden.wav", "3");
        _folder.Write(".trash/old.wav", "4");

        var intake = Collect(_folder.Path);

        Assert.Equal("call.wav", Assert.Single(intake.Recordings).Name);
        Assert.Empty(intake.Problems);
    }

    [Fact]
    public void A_file_that_is_named_itself_is_taken_whatever_its_extension()
    {
        var intake = Collect(_folder.Write("recording.bin", "x"));

        Assert.Equal("recording.bin", Assert.Single(intake.Recordings).Name);
    }

    [Fact]
    public void The_same_bytes_twice_are_one_call()
    {
        _folder.Write("1.wav", "same");
        _folder.Write("copy/2.wav", "same");
        _folder.Write("3.wav", "other");

        var intake = Collect(_folder.Path);

        Assert.Equal(["1.wav", "3.wav"], intake.Recordings.Select(call => call.Name));
        Assert.Equal(new DuplicateRecording("copy/2.wav", "1.wav"), Assert.Single(intake.Duplicates));
    }

    [Fact]
    public void A_path_that_is_given_twice_is_no_duplicate()
    {
        var call = _folder.Write("1.wav", "same");

        var intake = Collect(_folder.Path, call, call);

        Assert.Single(intake.Recordings);
        Assert.Empty(intake.Duplicates);
    }

    [Fact]
    public void A_folder_without_calls_is_a_problem_that_says_what_was_looked_for()
    {
        _folder.Write("notes.txt", "x");

        var problem = Assert.Single(Collect(_folder.Path).Problems);

        Assert.Equal("intake.no-calls", problem.Failure.Code);
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
        Assert.Contains(".wav", problem.Failure.Detail, StringComparison.Ordinal);
        Assert.Contains("1 other files", problem.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_a_problem_and_the_rest_is_taken()
    {
        var call = _folder.Write("1.wav", "x");

        var intake = Collect(_folder["missing"], call);

        Assert.Equal("intake.not-found", Assert.Single(intake.Problems).Failure.Code);
        Assert.Single(intake.Recordings);
    }

    [Fact]
    public void An_unreadable_file_is_a_problem_and_the_rest_is_taken()
    {
        // Permissions do not bind root; this file exists and every read of its first byte is an input error.
        const string Unreadable = "/proc/self/mem";
        if (!File.Exists(Unreadable))
        {
            Assert.Skip("no " + Unreadable + " on this system");
        }

        var intake = Collect(Unreadable, _folder.Write("2.wav", "y"));

        Assert.Equal("intake.unreadable", Assert.Single(intake.Problems).Failure.Code);
        Assert.Equal("2.wav", Assert.Single(intake.Recordings).Name);
    }

    [Fact]
    public void A_link_in_a_circle_is_named_and_not_followed()
    {
        _folder.Write("calls/1.wav", "x");
        Directory.CreateSymbolicLink(_folder["calls/loop"], _folder.Path);

        var intake = Collect(_folder.Path);

        Assert.Single(intake.Recordings);
        Assert.Equal("intake.link-not-followed", Assert.Single(intake.Problems).Failure.Code);
    }

    [Fact]
    public void An_excluded_folder_is_not_entered()
    {
        _folder.Write("calls/1.wav", "x");
        _folder.Write("store/2.wav", "y");

        var intake = Collect([_folder.Path], new IntakeOptions { ExcludedFolders = [_folder["store"] + "/"] });

        Assert.Equal("calls/1.wav", Assert.Single(intake.Recordings).Name);
    }

    [Fact]
    public void A_file_of_facts_that_is_named_as_a_call_is_pointed_out()
    {
        var table = _folder.Write("calls.csv", "file\n");

        Assert.Equal("intake.no-calls", Assert.Single(Collect(table).Problems).Failure.Code);
    }

    [Fact]
    public void A_stop_is_heard()
    {
        _folder.Write("1.wav", Encoding.UTF8.GetBytes("x"));

        Assert.Throws<OperationCanceledException>(
            () => RecordingIntake.Collect([_folder.Path], new IntakeOptions(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_sample_calls_all_have_their_facts()
    {
        var samples = SampleCalls.Folder;

        var intake = Collect(samples);

        Assert.Equal(16, intake.Recordings.Count);
        Assert.Empty(intake.Problems);
        Assert.All(intake.Recordings, call => Assert.NotNull(call.Facts.CustomerNumber));
        var inbound = intake.Recordings.Single(call => call.Name == "calls/pl-trap-callback.wav").Facts;
        Assert.Equal(CallDirection.Inbound, inbound.Direction);
        Assert.Equal(ChannelMap.AgentLeft, inbound.Channels);
        Assert.Equal("+48325550163", inbound.CustomerNumber!.Value.Reveal());
        Assert.Equal(new DateTimeOffset(2026, 11, 18, 8, 47, 3, TimeSpan.FromHours(1)), inbound.StartedAt);
    }

    [Fact]
    public void The_sample_calls_have_their_facts_from_their_own_folder_too()
    {
        var samples = SampleCalls.Folder;

        var folder = Collect(Path.Combine(samples, "calls"));
        var file = Collect(Path.Combine(samples, "calls", "en-compliant-sale.mp3"));

        Assert.All(folder.Recordings, call => Assert.NotNull(call.Facts.CustomerNumber));
        Assert.Empty(folder.Problems);
        Assert.Equal("GB", Assert.Single(file.Recordings).Facts.Country);
    }

    private static IntakeResult Collect(params string[] paths) => Collect(paths, new IntakeOptions());

    private static IntakeResult Collect(string[] paths, IntakeOptions options) =>
        RecordingIntake.Collect(paths, options, TestContext.Current.CancellationToken);
}
