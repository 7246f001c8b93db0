using System.CommandLine;
using System.CommandLine.Parsing;

namespace Auditor.App.Commands;

/// <summary>What is wrong with a command line, what was perhaps meant, and where the help is.</summary>
internal static class WrongUse
{
    /// <summary>More letters apart are another word, not a slip.</summary>
    private const int MaxSlips = 2;

    public static void Explain(ParseResult parsed, TextWriter output)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            var word = parsed.UnmatchedTokens is [var first, ..] ? first : null;
            output.WriteLine(word is null ? $"{PathOf(parsed)} needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}" : Unknown(word, command));
        }
        else
        {
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                output.WriteLine(message);
            }
        }

        output.WriteLine($"See: {PathOf(parsed)} --help");
    }

    /// <summary>An argument that looks like an option is a misspelt one: a file of such a name can be given as ./-name.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        var command = (result.Parent as CommandResult)?.Command;
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-') && command is not null))
        {
            result.AddError(Unknown(token.Value, command!));
        }
    }

    private static string Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        var near = known.Where(name => Slips(word, name) <= MaxSlips).OrderBy(name => Slips(word, name)).FirstOrDefault();
        return $"There is no {(isOption ? "option" : "verb")} '{word}'.{(near is null ? "" : $" Did you mean {near}?")}";
    }

    private static string PathOf(ParseResult parsed)
    {
        var path = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            path.Insert(0, result.Command is RootCommand ? "auditor" : result.Command.Name);
        }

        return string.Join(' ', path);
    }

    /// <summary>Letters to add, leave out or change until one word is the other (Levenshtein's distance).</summary>
    private static int Slips(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
