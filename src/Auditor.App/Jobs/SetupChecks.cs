using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Auditor.App.Contract;
using Auditor.App.Settings;
using Auditor.Audio;
using Auditor.Findings;
using Auditor.Findings.Rules;
using Auditor.Models;
using Auditor.Recordings;
using Auditor.Storage;

namespace Auditor.App.Jobs;

/// <summary>Looks at everything that an audit needs and tells all faults at once. Changes nothing.</summary>
internal static class SetupChecks
{
    private const string Ok = "ok";
    private const string Warning = "warning";
    private const string Fault = "fault";
    private const double BytesPerGiB = 1024 * 1024 * 1024;

    /// <summary>Models, working buffers and one decoded call of an hour on two channels, with room.</summary>
    private const double GiBPerWorker = 1.0;

    public static IReadOnlyList<CheckedJson> Run(string store, string? models, CancellationToken token) =>
    [
        Runtime(),
        Machine(),
        .. Models(models, token),
        Ffmpeg(),
        Store(store),
    ];

    private static CheckedJson Runtime() => new(".NET", Ok, null, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})", null);

    private static CheckedJson Machine()
    {
        var cores = Environment.ProcessorCount;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGiB;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{cores} cores, {memory:0.0} GiB of memory");
        return memory >= cores * GiBPerWorker
            ? new("machine", Ok, null, detail, null)
            : new("machine", Warning, null, detail, string.Create(CultureInfo.InvariantCulture, $"use --workers {Math.Max(1, (int)(memory / GiBPerWorker))}: a worker needs about {GiBPerWorker:0.0} GiB"));
    }

    private static IEnumerable<CheckedJson> Models(string? option, CancellationToken token)
    {
        ModelFolder folder;
        try
        {
            folder = ModelFolder.Open(Places.Models(option));
        }
        catch (ModelFolderException e)
        {
            return [new("models", Fault, e.Code, e.Message, "restore the models folder, or name it with --models")];
        }

        var faults = folder.Faults(token);
        return
        [
            .. faults.Count == 0
                ? [new CheckedJson("models", Ok, null, $"{folder.Files.Count} files in {folder.Root} are as the manifest says", null)]
                : faults.Select(f => new CheckedJson("models", Fault, FailureCodes.ModelsDamaged, f, "restore the file (git checkout, or copy it again)")),
            Opens("ONNX Runtime", "npm ci --ignore-scripts in src/Auditor.App, or run ./auditor, which does it", () =>
            {
                using var encoder = SentenceEncoder.Open(folder.PathOf("sentence-encoder"));
                return "loads and opens a graph";
            }),
            Opens("classifiers", "restore models/phrases, or make them with auditor train", () =>
            {
                using var classifiers = PhraseClassifiers.Open(folder.Root);
                return $"customer {classifiers.Customer.DataHash[..12]}, agent {classifiers.Agent.DataHash[..12]}";
            }),
            Opens("rules", "restore models/rules, or correct the rule", () =>
            {
                var pack = RulePackFile.Load(folder.PathOf("rules/core"));
                return $"pack {pack.Id} {pack.Version} with {pack.Rules.Count} rules";
            }),
        ];
    }

    private static CheckedJson Opens(string name, string next, Func<string> open)
    {
        try
        {
            return new(name, Ok, null, open(), null);
        }
        catch (IOException e)
        {
            return new(name, Fault, FailureCodes.ModelsMissing, e.Message, next);
        }
        catch (Exception e) when (SetupFault.Of(e) is { } fault)
        {
            return new(name, Fault, fault.Code, fault.Detail, next);
        }
    }

    private static CheckedJson Ffmpeg()
    {
        var program = new FfmpegOptions().Path;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-hide_banner", "-version"]) { RedirectStandardOutput = true })!;
            var version = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new("ffmpeg", Ok, null, version ?? program, null);
        }
        catch (Win32Exception)
        {
            return new("ffmpeg", Fault, FailureCodes.AudioDecoderMissing, "not installed: mp3, Ogg and other formats cannot be read, WAV can", "apt-get install ffmpeg");
        }
    }

    private static CheckedJson Store(string folder)
    {
        var exists = File.Exists(Path.Combine(folder, StoreOptions.FileName));
        var parent = folder;
        while (!Directory.Exists(parent))
        {
            parent = Path.GetDirectoryName(parent)!;
        }

        var probe = Path.Combine(parent, $".auditor-{Guid.NewGuid():n}.probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new("store", Ok, null, exists ? $"{folder} is there and can be written" : $"{folder} is made by the first audit", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("store", Fault, FailureCodes.StoreNotWritable, $"{folder} cannot be written: {e.Message}", "check the rights of the folder, or name another with --store");
        }
    }

    public static bool IsFault(CheckedJson check) => check.State == Fault;
}
