using System.CommandLine;
using Auditor.App.Contract;
using Auditor.App.Jobs;
using Auditor.App.Settings;
using Auditor.App.Terminal;
using Spectre.Console;

namespace Auditor.App.Commands;

/// <summary>Is this machine set up? All faults at once.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<string?> _models = CommonOptions.Models();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DoctorCommand()
        : base("doctor", "Checks the set-up (models, ONNX Runtime, ffmpeg, store, machine) and tells every fault with its remedy. Exit code 0 or 2.")
    {
        Add(_store);
        Add(_models);
        Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("auditor doctor", "what is missing here, and what to do about it"),
        new("auditor doctor --store /srv/auditor --json", "the same for a program that watches the machine"),
    ];

    private Task<int> Run(ParseResult parsed, CancellationToken token)
    {
        var checks = SetupChecks.Run(Places.Store(parsed.GetValue(_store)), parsed.GetValue(_models), token);
        var isOk = !checks.Any(SetupChecks.IsFault);
        if (parsed.GetValue(_json))
        {
            ContractJson.Print(new(ProgramVersion.Text, isOk, checks), ContractJson.Readable.DoctorJson);
        }
        else
        {
            Write(checks, isOk);
        }

        return Task.FromResult(isOk ? ExitCodes.Done : ExitCodes.Fault);
    }

    private static void Write(IReadOnlyList<CheckedJson> checks, bool isOk)
    {
        var table = Tables.New("what", "state", "found", "what to do");
        foreach (var check in checks)
        {
            var color = check.State == "ok" ? Color.Green : SetupChecks.IsFault(check) ? Color.Red : Color.Yellow;
            var code = check.Code is null ? "" : $"{check.Code}: ";
            table.AddRow(new Text(check.Name), new Text(check.State, new Style(color)), new Text(code + check.Detail), new Text(check.Next ?? ""));
        }

        Tables.Write(table);
        Console.Out.WriteLine(isOk ? "Ready." : "Not ready: see what to do above.");
    }
}
