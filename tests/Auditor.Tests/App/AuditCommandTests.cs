using System.Diagnostics;
using System.Text.Json;
using Auditor.Storage;
using Xunit;

namespace Auditor.Tests.App;

/// <summary><c>auditor audit</c> in processes of its own: real models on short calls.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Calls => _folder["calls"];

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    private string WriteOptOutCall(string name = "asks.wav") => _folder.Write("calls/" + name, CallPart.Of("en-missed-opt-out.wav", 13.5, 19));

    private void WriteFacts(params string[] rows) =>
        _folder.Write("calls/calls.csv", "file,language,channels,customer_number,agent,disposition\n" + string.Join('\n', rows) + "\n");

    private static JsonElement CallOf(JsonElement json, string file) =>
        json.GetProperty("calls").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file);

    [Fact]
    public async Task Good_and_bad_files_beside_each_other_each_get_their_due_and_a_second_run_does_nothing()
    {
        WriteOptOutCall();
        WriteOptOutCall("copy-of-it.wav");
        _folder.Write("calls/minutes.wav", "Minutes of the meeting");
        _folder.Write("calls/never-written.wav", "");
        _folder.Write("calls/dead-line.wav", CallPart.Silence(4));
        _folder.Write("calls/hung-up.wav", CallPart.Of("en-missed-opt-out.wav", 0, 1));
        WriteFacts("asks.wav,en,agent-left,+1 305 555 0142,Brian Cole,NI", "broken,\"row");

        var report = _folder["night.html"];
        var first = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--json", "--report", report);

        Assert.Equal(0, first.ExitCode);
        var json = JsonDocument.Parse(first.Output).RootElement;
        var run = json.GetProperty("run");
        Assert.Equal((5, 1, 0, 4), (run.GetProperty("received").GetInt32(), run.GetProperty("audited").GetInt32(), run.GetProperty("skipped").GetInt32(), run.GetProperty("failed").GetInt32()));
        string CodeOf(string file) => CallOf(json, file).GetProperty("failure").GetProperty("code").GetString()!;
        Assert.Equal(
            ("audio.not-audio", "audio.empty", "audio.silent", "audio.too-short"),
            (CodeOf("minutes.wav"), CodeOf("never-written.wav"), CodeOf("dead-line.wav"), CodeOf("hung-up.wav")));
        AssertOptOutWritten(CallOf(json, "asks.wav"), json.GetProperty("blacklist")[0]);
        Assert.Contains("facts.bad-row", first.Error, StringComparison.Ordinal);
        Golden.AssertShape("audit-run.json", first.Output);
        Assert.Contains("audio.silent", await File.ReadAllTextAsync(report, Token), StringComparison.Ordinal);
        Assert.DoesNotContain("3055550142", first.Output + first.Error, StringComparison.Ordinal);

        var began = Stopwatch.GetTimestamp();
        var second = await AuditorProgram.RunAsync("audit", Calls, "--store", Store);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("Nothing new: 5 calls known from before", second.Output, StringComparison.Ordinal);
        Assert.Contains("1 file left out as copies of others", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--fail-on", "failed")).ExitCode);
        Assert.Equal(1, (await AuditorProgram.RunAsync("blacklist", "check", "+1 305 555 0142", "--store", Store)).ExitCode);
    }

    private static void AssertOptOutWritten(JsonElement call, JsonElement listed)
    {
        Assert.Equal("flagged", call.GetProperty("status").GetString());
        var optOut = call.GetProperty("optOut");
        Assert.Equal("written", optOut.GetProperty("decision").GetString());
        Assert.Equal("+*********42", optOut.GetProperty("number").GetString());
        Assert.Contains("call me again", optOut.GetProperty("quote").GetString(), StringComparison.Ordinal);
        Assert.Equal(call.GetProperty("id").GetString(), listed.GetProperty("call").GetString());
        Assert.Equal("provisional", listed.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_dry_run_shows_the_opt_out_and_stores_nothing()
    {
        WriteOptOutCall();
        WriteFacts("asks.wav,en,agent-left,+1 305 555 0142,Brian Cole,NI");

        var end = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--dry-run", "--report", _folder["night.html"], "--fail-on", "flagged");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Opt-outs: 1 would be written to the blacklist, 0 proposed. Dry run: nothing was stored.", end.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(_folder["night.html"], Token);
        Assert.Contains("dry run, nothing was stored", page, StringComparison.Ordinal);
        Assert.Contains("<ol class=\"talk\" lang=\"en\">", page, StringComparison.Ordinal);
        await using var store = await AuditStore.OpenAsync(new() { Folder = Store }, Token);
        Assert.Empty(await store.Results.LastAsync(10, Token));
        Assert.Empty(await store.Runs.LastAsync(10, Token));
        Assert.Empty(await store.Blacklist.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task After_Ctrl_C_and_after_kill_9_the_next_run_finishes_what_is_left()
    {
        for (var i = 0; i < 3; i++)
        {
            _folder.Write($"calls/{i}.wav", CallPart.Of("en-missed-opt-out.wav", 5 * i, (5 * i) + 7));
        }

        string[] line = ["audit", Calls, "--store", Store, "--language", "en", "--workers", "1", "--json", "--report", _folder["night.html"]];
        using (var interrupted = await StartWorkAsync(line))
        {
            AuditorProgram.Signal(interrupted, "INT");
            var end = await AuditorProgram.EndAsync(interrupted);

            Assert.Equal(130, end.ExitCode);
            Assert.Equal("", end.Output);
            Assert.Contains("Interrupted.", end.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_folder["night.html"]));
        }

        using (var killed = await StartWorkAsync(line))
        {
            await Task.Delay(1_500, Token);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        var last = await AuditorProgram.RunAsync(line);

        Assert.Equal(0, last.ExitCode);
        var json = JsonDocument.Parse(last.Output).RootElement;
        Assert.Equal(3, json.GetProperty("calls").GetArrayLength());
        Assert.All(json.GetProperty("calls").EnumerateArray(), c => Assert.NotEqual("failed", c.GetProperty("status").GetString()));
        await using var store = await AuditStore.OpenAsync(new() { Folder = Store }, Token);
        Assert.Equal(3, (await store.Results.LastAsync(10, Token)).Count);
        Assert.Null(await store.Blacklist.VerifyAsync(Token));
    }

    [Fact]
    public async Task A_service_manager_s_stop_ends_it_as_Ctrl_C_does()
    {
        WriteOptOutCall();
        using var process = await StartWorkAsync("audit", Calls, "--store", Store);

        AuditorProgram.Signal(process, "TERM");

        Assert.Equal(130, (await AuditorProgram.EndAsync(process)).ExitCode);
    }

    /// <summary>A run that has looked at its calls and begins to work on the first one.</summary>
    private static async Task<Process> StartWorkAsync(params string[] line)
    {
        var process = AuditorProgram.Start(AppContext.BaseDirectory, line);
        var first = await process.StandardError.ReadLineAsync(Token);
        Assert.Matches(@"^\d of \d calls", first);
        return process;
    }

    [Fact]
    public async Task A_model_file_with_a_flipped_bit_stops_the_run_before_it_begins()
    {
        WriteOptOutCall();
        var models = CopyOfModels();
        var vad = Path.Combine(models, "vad/silero_vad_16k.onnx");
        var bytes = await File.ReadAllBytesAsync(vad, Token);
        bytes[bytes.Length / 2] ^= 1;
        File.Delete(vad);
        await File.WriteAllBytesAsync(vad, bytes, Token);

        var audit = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--models", models);
        var doctor = await AuditorProgram.RunAsync("doctor", "--models", models, "--store", Store, "--json");

        Assert.Equal((2, 2), (audit.ExitCode, doctor.ExitCode));
        Assert.Matches(@"^models\.damaged: vad/silero_vad_16k\.onnx has SHA-256 .*Restore the file", audit.Error);
        Assert.False(Directory.Exists(Store));
        var faults = JsonDocument.Parse(doctor.Output).RootElement.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("state").GetString() == "fault");
        Assert.Equal("models.damaged", Assert.Single(faults).GetProperty("code").GetString());
    }

    private string CopyOfModels()
    {
        var source = ModelsOnDisk.Folder.Root;
        var models = Directory.CreateDirectory(_folder["models"]).FullName;
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var link = Path.Combine(models, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }

        return models;
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_one_sentence_and_2()
    {
        WriteOptOutCall();
        var blocked = Path.Combine(_folder.Write("in-the-way", ""), "store");

        var end = await AuditorProgram.RunAsync("audit", Calls, "--store", blocked);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("store.not-writable:", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_told_before_the_work()
    {
        WriteOptOutCall();

        var end = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--report", _folder["no/such/folder/night.html"]);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("report.not-writable:", end.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task Paths_without_calls_are_no_success()
    {
        Directory.CreateDirectory(Calls);

        var empty = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--json");
        var missing = await AuditorProgram.RunAsync("audit", _folder["nowhere"], "--store", Store);

        Assert.Equal((2, 2), (empty.ExitCode, missing.ExitCode));
        Assert.Equal("", empty.Output);
        Assert.Contains("intake.no-calls", empty.Error, StringComparison.Ordinal);
        Assert.Contains("intake.not-found", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_pattern_of_file_names_is_wrong_use()
    {
        WriteOptOutCall();

        var end = await AuditorProgram.RunAsync("audit", Calls, "--store", Store, "--file-name", "{nonsense}");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("facts.bad-pattern: {nonsense}", end.Error, StringComparison.Ordinal);
    }
}
