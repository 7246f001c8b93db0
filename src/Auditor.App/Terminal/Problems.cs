using Auditor.Recordings;

namespace Auditor.App.Terminal;

/// <summary>Problems of the intake, one line each on standard error.</summary>
internal static class Problems
{
    public static void Print(IEnumerable<IntakeProblem> problems)
    {
        foreach (var problem in problems)
        {
            var severity = problem.Severity switch { ProblemSeverity.Warning => "note", ProblemSeverity.Error => "not taken" };
            Console.Error.WriteLine($"{severity}: {problem.Path}: {problem.Failure.Code}: {problem.Failure.Detail}");
        }
    }
}
