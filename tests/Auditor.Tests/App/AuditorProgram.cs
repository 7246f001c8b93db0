using System.Diagnostics;
using System.Text;
using Xunit;

namespace Auditor.Tests.App;

/// <summary>How the program ended and what it wrote.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Error);

/// <summary>The built program in a process of its own, as users run it.</summary>
internal static class AuditorProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<ProgramEnd> RunAsync(params string[] arguments) => RunInAsync(AppContext.BaseDirectory, arguments);

    public static async Task<ProgramEnd> RunInAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return await EndAsync(process);
    }

    /// <param name="folder">The working folder.</param>
    public static Process Start(string folder, params string[] arguments)
    {
        // A test run in the background of a shell ignores SIGINT, and so would everything it starts; a user's program does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var variable in new[] { "AUDITOR_HOME", "AUDITOR_MODELS", "AUDITOR_DEBUG" })
        {
            start.Environment.Remove(variable);
        }

        return Process.Start(start)!;
    }

    public static async Task<ProgramEnd> EndAsync(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal as a terminal or a service manager does.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
