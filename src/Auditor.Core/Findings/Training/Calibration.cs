using Auditor.Findings.Evaluation;

namespace Auditor.Findings.Training;

/// <summary>Turns a classifier's scores into probabilities, fitted on examples that it was not trained on.</summary>
public static class Calibration
{
    private const int NewtonSteps = 60;

    /// <summary>
    /// Platt's sigmoid with his smoothed targets (Platt 1999; Lin, Lin and Weng 2007): probability = σ(slope · score + offset).
    /// </summary>
    /// <param name="judged">Probability holds the raw score.</param>
    public static (float Slope, float Offset) Platt(IReadOnlyList<Judged> judged)
    {
        double positives = judged.Where(j => j.Truth).Sum(j => (double)j.Weight);
        double negatives = judged.Where(j => !j.Truth).Sum(j => (double)j.Weight);
        if (positives == 0 || negatives == 0)
        {
            return (1, 0);
        }

        var high = (positives + 1) / (positives + 2);
        var low = 1 / (negatives + 2);
        double slope = 1, offset = 0;
        for (var step = 0; step < NewtonSteps; step++)
        {
            double gs = 0, go = 0, hss = 1e-6, hso = 0, hoo = 1e-6;
            foreach (var one in judged)
            {
                var p = 1 / (1 + Math.Exp(-(slope * one.Probability + offset)));
                var error = one.Weight * (p - (one.Truth ? high : low));
                var bend = one.Weight * Math.Max(p * (1 - p), 1e-9);
                gs += error * one.Probability;
                go += error;
                hss += bend * one.Probability * one.Probability;
                hso += bend * one.Probability;
                hoo += bend;
            }

            var determinant = hss * hoo - hso * hso;
            var ds = (hoo * gs - hso * go) / determinant;
            var d0 = (hss * go - hso * gs) / determinant;
            // A full Newton step may overshoot when the classes are far apart; a bounded one cannot run away.
            slope = Math.Clamp(slope - Math.Clamp(ds, -1, 1), 0.05, 20);
            offset -= Math.Clamp(d0, -1, 1);
            if (Math.Abs(ds) + Math.Abs(d0) < 1e-7)
            {
                break;
            }
        }

        return ((float)slope, (float)offset);
    }

    /// <summary>The offset alone, for a slope that is given; few examples pull it to <paramref name="usual"/>.</summary>
    /// <param name="judged">Probability holds the raw score.</param>
    public static float Offset(IReadOnlyList<Judged> judged, float slope, float usual)
    {
        const double pull = 2;
        double offset = usual;
        for (var step = 0; step < NewtonSteps; step++)
        {
            double first = pull * (offset - usual), second = pull;
            foreach (var one in judged)
            {
                var p = 1 / (1 + Math.Exp(-(slope * one.Probability + offset)));
                first += one.Weight * (p - (one.Truth ? 1 : 0));
                second += one.Weight * Math.Max(p * (1 - p), 1e-9);
            }

            offset -= Math.Clamp(first / second, -1, 1);
        }

        return (float)offset;
    }

    /// <summary>One temperature for a softmax (Guo et al. 2017): the slope that makes the true labels most likely.</summary>
    /// <param name="scores">Raw scores, one array an example.</param>
    public static float Temperature(IReadOnlyList<float[]> scores, IReadOnlyList<int> targets, int labels)
    {
        double low = 0.1, high = 5;
        while (high - low > 1e-3)
        {
            var left = low + (high - low) / 3;
            var right = high - (high - low) / 3;
            (low, high) = Loss(left) < Loss(right) ? (low, right) : (left, high);
        }

        return (float)((low + high) / 2);

        double Loss(double slope)
        {
            var loss = 0.0;
            for (var i = 0; i < scores.Count; i++)
            {
                var top = double.NegativeInfinity;
                for (var l = 0; l < labels; l++)
                {
                    top = Math.Max(top, slope * scores[i][l]);
                }

                var sum = 0.0;
                for (var l = 0; l < labels; l++)
                {
                    sum += Math.Exp(slope * scores[i][l] - top);
                }

                loss += Math.Log(sum) + top - slope * scores[i][targets[i]];
            }

            return loss;
        }
    }
}
