namespace Auditor.App.Contract;

/// <summary>Numbers as they are printed: no more digits than mean something.</summary>
internal static class Rounded
{
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    public static double Factor(double factor) => Math.Round(factor, 2);

    public static double Probability(float probability) => Math.Round(probability, 4);
}
