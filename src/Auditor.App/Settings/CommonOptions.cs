using System.CommandLine;
using System.CommandLine.Parsing;

namespace Auditor.App.Settings;

/// <summary>Options that several verbs share, so that each is written, explained and checked alike everywhere.</summary>
internal static class CommonOptions
{
    public static Option<string?> Store() => new("--store")
    {
        Description = $"Folder of results and blacklist. Default: ${Places.StoreVariable}, else ./{Places.DefaultStore}",
        HelpName = "DIR",
    };

    public static Option<string?> Models() => new("--models")
    {
        Description = $"Models folder. Default: ${Places.ModelsVariable}, else the one of this program",
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "JSON on standard output, and nothing else there" };

    public static Option<bool> Reveal() => new("--reveal") { Description = "Show phone numbers in full; else all digits but the last two are hidden" };

    public static Option<string?> Language()
    {
        var option = new Option<string?>("--language")
        {
            Description = "Spoken language (ISO 639-1: en, pl…) of calls whose facts do not name it. Default: heard from the call",
            HelpName = "xx",
        };
        option.Validators.Add(result => RequireTwoLetters(result, "--language", "an ISO 639-1 code such as en or pl"));
        return option;
    }

    public static Option<string?> Country()
    {
        var option = new Option<string?>("--country")
        {
            Description = "Country (ISO 3166-1: GB, PL…) whose national number format is meant where no +code is written",
            HelpName = "XX",
        };
        option.Validators.Add(result => RequireTwoLetters(result, "--country", "an ISO 3166-1 code such as GB or PL"));
        return option;
    }

    private static void RequireTwoLetters(OptionResult result, string name, string expected)
    {
        if (result.Tokens is [var token] && !(token.Value.Length == 2 && token.Value.All(char.IsAsciiLetter)))
        {
            result.AddError($"{name} takes {expected}, not '{token.Value}'.");
        }
    }
}
