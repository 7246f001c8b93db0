using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Auditor.App.Commands;

/// <summary>The parser's own help with the verb's examples at its end.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<Example> overview) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = command is Verb verb ? verb.Examples : command is RootCommand ? overview : [];
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example.Line);
                output.WriteLine("      " + example.Meaning);
            }

            output.WriteLine();
        }

        return code;
    }
}
