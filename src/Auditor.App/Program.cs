using System.Text;
using Auditor.App.Commands;

namespace Auditor.App;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Names and quotes of five languages go to pipes and terminals alike, whatever the locale of a cron job is.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interrupt = new Interrupt();
        return await CommandLine.RunAsync(arguments, interrupt.Token);
    }
}
