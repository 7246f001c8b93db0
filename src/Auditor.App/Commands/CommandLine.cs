using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Auditor.App.Settings;

namespace Auditor.App.Commands;

/// <summary>All verbs, and what is the same for each of them: help, version, wrong use, faults, interruption.</summary>
internal static class CommandLine
{
    private static readonly Example[] Overview =
    [
        new("auditor audit recordings-sample --report night.html", "audits every call of a folder and writes a page for the QA lead"),
        new("auditor blacklist list", "who must not be called any more, and what waits for a decision"),
        new("auditor doctor", "what is missing on this machine, all at once"),
    ];

    public static async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        var root = Root();
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Action is ParseErrorAction)
        {
            WrongUse.Explain(parsed, Console.Error);
            return ExitCodes.Fault;
        }

        try
        {
            var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, token);
            return arguments.Length == 0 ? ExitCodes.Fault : code;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted. What was finished is kept; the same command goes on from there.");
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            // The outermost place: every exception that is no known fault is a bug, and users get a sentence for it, too.
            await Console.Error.WriteLineAsync(SetupFault.Explain(e));
            return ExitCodes.Fault;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Auditor listens to recorded calls on this machine: missing disclosures, missed opt-outs, proof for both.")
        {
            new AuditCommand(),
            new TranscribeCommand(),
            new BlacklistCommand(),
            new EvaluateCommand(),
            new TrainCommand(),
            new DoctorCommand(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Overview);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine("auditor " + ProgramVersion.Text);
            return ExitCodes.Done;
        }
    }
}
