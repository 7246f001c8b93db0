namespace Auditor.Findings.Evaluation;

/// <summary>A probability that was given and whether it was true; <paramref name="Weight"/> is how often it counts.</summary>
public readonly record struct Judged(float Probability, bool Truth, float Weight = 1);

/// <summary>A share with its Wilson 95 % interval (Wilson 1927); 0 of 0 is unknown and spans 0–1.</summary>
public readonly record struct Share(int Hits, int Of)
{
    private const double Z = 1.959964;

    public double Value => Of == 0 ? double.NaN : (double)Hits / Of;

    public double Low => Bound(-1);

    public double High => Bound(1);

    private double Bound(int side)
    {
        if (Of == 0)
        {
            return side < 0 ? 0 : 1;
        }

        var p = (double)Hits / Of;
        var middle = p + Z * Z / (2 * Of);
        var half = Z * Math.Sqrt(p * (1 - p) / Of + Z * Z / (4.0 * Of * Of));
        return Math.Clamp((middle + side * half) / (1 + Z * Z / Of), 0, 1);
    }
}

/// <summary>How one yes-or-no decision fared against the truth.</summary>
public sealed record BinaryScore(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    public int Count => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public Share Precision => new(TruePositives, TruePositives + FalsePositives);

    public Share Recall => new(TruePositives, TruePositives + FalseNegatives);

    /// <summary>NaN when there was nothing to find and nothing was claimed.</summary>
    public double F1 => TruePositives + FalsePositives + FalseNegatives == 0
        ? double.NaN : 2.0 * TruePositives / (2 * TruePositives + FalsePositives + FalseNegatives);

    public static BinaryScore At(IEnumerable<Judged> judged, float threshold)
    {
        var cells = new int[4];
        foreach (var one in judged)
        {
            cells[(one.Probability >= threshold ? 2 : 0) + (one.Truth ? 1 : 0)]++;
        }

        return new(cells[3], cells[2], cells[1], cells[0]);
    }
}

/// <summary>Measures over probabilities.</summary>
public static class Measures
{
    /// <summary>
    /// Area under the precision–recall steps: the mean over the true ones of the precision at their place in the ranking; equal
    /// probabilities share one place. NaN without a true one.
    /// </summary>
    public static double AveragePrecision(IEnumerable<Judged> judged)
    {
        var ranked = judged.OrderByDescending(j => j.Probability).ToArray();
        double found = 0, seen = 0, sum = 0;
        for (var i = 0; i < ranked.Length;)
        {
            double hits = 0;
            var probability = ranked[i].Probability;
            for (; i < ranked.Length && ranked[i].Probability == probability; i++)
            {
                seen += ranked[i].Weight;
                hits += ranked[i].Truth ? ranked[i].Weight : 0;
            }

            found += hits;
            sum += hits * found / seen;
        }

        return found == 0 ? double.NaN : sum / found;
    }

    /// <summary>Expected calibration error: mean distance of probability and share of truth over ten equal bins, weighted by their size.</summary>
    public static double CalibrationError(IEnumerable<Judged> judged)
    {
        var bins = new (double Count, double Probability, double Truth)[10];
        double all = 0;
        foreach (var one in judged)
        {
            ref var bin = ref bins[Math.Min(9, (int)(one.Probability * 10))];
            bin = (bin.Count + 1, bin.Probability + one.Probability, bin.Truth + (one.Truth ? 1 : 0));
            all++;
        }

        return all == 0 ? double.NaN : bins.Sum(b => Math.Abs(b.Probability - b.Truth)) / all;
    }
}
