namespace Auditor.Benchmarks;

/// <summary>Measurements by name. Ratios from one run on one machine; never a test.</summary>
internal static class Program
{
    private const string Usage = """
        ./auditor benchmark speed    how many times faster than the calls the stereo samples are read, on 1 and 2 workers; share of the
                                     time inside the models; one window against the bare model runs
        ./auditor benchmark words    word error on real telephone-band speech (../shared/speech), greedy and beam 5, with and without
                                     timestamp tokens; skipped with a reason where the speech is absent
        """;

    private static int Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "speed":
                SpeedBenchmark.Run();
                return 0;
            case "words":
                WordErrorBenchmark.Run();
                return 0;
            default:
                Console.WriteLine(Usage);
                return arguments.Length == 0 || arguments[0] is "--help" ? 0 : 2;
        }
    }
}
