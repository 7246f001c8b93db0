using System.Numerics.Tensors;

namespace Auditor.Findings.Training;

/// <param name="Memory">Pairs of steps kept to model the curvature.</param>
/// <param name="Tolerance">Stop when the gradient's length is below this share of its length at the start.</param>
public sealed record LbfgsOptions(int Memory = 8, int MaximumSteps = 150, double Tolerance = 2e-3);

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a backtracking line search, for smooth convex
/// functions. Deterministic: the same function and start give the same bits.
/// </summary>
public static class Lbfgs
{
    private const double SufficientDecrease = 1e-4;

    /// <summary>A function with its gradient written into the second argument.</summary>
    public delegate double Function(float[] at, float[] gradient);

    /// <summary>Moves <paramref name="at"/> to the minimum and returns the number of steps.</summary>
    public static int Minimize(Function function, float[] at, LbfgsOptions options, CancellationToken token)
    {
        var gradient = new float[at.Length];
        var next = new float[at.Length];
        var nextGradient = new float[at.Length];
        var direction = new float[at.Length];
        var pairs = new List<Pair>(options.Memory);
        var value = function(at, gradient);
        var startLength = Length(gradient);
        for (var step = 0; step < options.MaximumSteps; step++)
        {
            token.ThrowIfCancellationRequested();
            if (Length(gradient) <= options.Tolerance * startLength)
            {
                return step;
            }

            Direct(direction, gradient, pairs);
            var slope = Dot(direction, gradient);
            var size = pairs.Count == 0 ? 1 / Math.Max(Length(gradient), 1e-12) : 1.0;
            if (!Search(function, at, value, slope, direction, size, next, nextGradient, out var nextValue))
            {
                return step;
            }

            Remember(pairs, options.Memory, at, next, gradient, nextGradient);
            next.CopyTo(at, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
        }

        return options.MaximumSteps;
    }

    private static bool Search(
        Function function, float[] at, double value, double slope, float[] direction, double size, float[] next, float[] nextGradient,
        out double nextValue)
    {
        nextValue = value;
        for (var attempt = 0; attempt < 25; attempt++, size /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, (float)size, at, next);
            nextValue = function(next, nextGradient);
            if (nextValue <= value + SufficientDecrease * size * slope)
            {
                return true;
            }
        }

        return false;
    }

    private static void Direct(float[] direction, float[] gradient, List<Pair> pairs)
    {
        TensorPrimitives.Negate(gradient, direction);
        var factors = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            factors[i] = Dot(pairs[i].Step, direction) / pairs[i].Curvature;
            TensorPrimitives.MultiplyAdd(pairs[i].Change, (float)-factors[i], direction, direction);
        }

        if (pairs.Count > 0)
        {
            var last = pairs[^1];
            TensorPrimitives.Multiply(direction, (float)(last.Curvature / Dot(last.Change, last.Change)), direction);
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            var back = Dot(pairs[i].Change, direction) / pairs[i].Curvature;
            TensorPrimitives.MultiplyAdd(pairs[i].Step, (float)(factors[i] - back), direction, direction);
        }
    }

    private static void Remember(List<Pair> pairs, int memory, float[] at, float[] next, float[] gradient, float[] nextGradient)
    {
        Pair pair;
        if (pairs.Count == memory)
        {
            pair = pairs[0];
            pairs.RemoveAt(0);
        }
        else
        {
            pair = new(new float[at.Length], new float[at.Length]);
        }

        TensorPrimitives.Subtract(next, at, pair.Step);
        TensorPrimitives.Subtract(nextGradient, gradient, pair.Change);
        pair.Curvature = Dot(pair.Step, pair.Change);
        if (pair.Curvature > 1e-12 * Dot(pair.Change, pair.Change))
        {
            pairs.Add(pair);
        }
    }

    /// <summary>In double, in blocks, since a float sum over a million weights loses too much.</summary>
    private static double Dot(float[] a, float[] b)
    {
        const int block = 4096;
        var sum = 0.0;
        for (var i = 0; i < a.Length; i += block)
        {
            var length = Math.Min(block, a.Length - i);
            sum += TensorPrimitives.Dot<float>(a.AsSpan(i, length), b.AsSpan(i, length));
        }

        return sum;
    }

    private static double Length(float[] a) => Math.Sqrt(Dot(a, a));

    private sealed class Pair(float[] step, float[] change)
    {
        public float[] Step { get; } = step;

        public float[] Change { get; } = change;

        public double Curvature { get; set; }
    }
}
