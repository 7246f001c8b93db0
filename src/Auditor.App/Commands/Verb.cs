using System.CommandLine;

namespace Auditor.App.Commands;

/// <summary>A line of the command line that works as it stands, and what it does.</summary>
internal sealed record Example(string Line, string Meaning);

/// <summary>A verb of the program; its help ends with examples.</summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    public abstract IReadOnlyList<Example> Examples { get; }
}
