using System.Numerics.Tensors;

namespace Auditor.Transcripts.Whisper;

/// <summary>
/// One beam search over one window, as in OpenAI's decoding: every step each beam offers its best continuations, ended ones are set
/// aside, and the search stops when as many have ended as there are beams; the best mean log probability wins. One beam is greedy search.
/// </summary>
internal sealed class Search(WhisperGraphs graphs, EncodedWindow window, DecodingOptions options, int maxTokens)
{
    private readonly WhisperConfig _config = graphs.Config;
    private readonly TokenRules _rules = new(graphs.Config, options.Timestamps);
    private readonly List<Hypothesis> _ended = [];
    private float[] _scratch = [];

    public DecodedWindow Run(long[] prompt, CancellationToken token)
    {
        using var first = graphs.StartDecoding(window, 1);
        first.Advance(prompt, token);
        var noSpeech = NoSpeechProbability(first.Logits(0, 0));
        var root = Hypothesis.Root with { Attention = AttentionOf(first, 0, prompt.Length - 1) };
        var beams = Step([root], _ => first.Logits(0, prompt.Length - 1));
        if (options.Beams == 1)
        {
            Continue(first, beams, token);
        }
        else
        {
            using var rows = graphs.StartDecoding(window, options.Beams);
            rows.Advance([.. Enumerable.Repeat(prompt, options.Beams).SelectMany(p => p)], token);
            Continue(rows, beams, token);
        }

        return Result(noSpeech);
    }

    private void Continue(DecoderRows rows, List<Hypothesis> beams, CancellationToken token)
    {
        while (beams.Count > 0 && _ended.Count < options.Beams)
        {
            if (beams[0].Length >= maxTokens)
            {
                _ended.AddRange(beams.Select(b => b with { CutOff = true }));
                return;
            }

            // Fewer living beams than rows: the spare rows repeat the last beam and are not looked at.
            var places = Enumerable.Range(0, options.Beams).Select(i => beams[Math.Min(i, beams.Count - 1)]).ToArray();
            rows.Rearrange([.. places.Select(b => b.Row)]);
            rows.Advance([.. places.Select(b => (long)b.Token)], token);
            for (var i = 0; i < beams.Count; i++)
            {
                beams[i] = beams[i] with { Row = i, Attention = AttentionOf(rows, i, 0) };
            }

            beams = Step(beams, row => rows.Logits(row, 0));
        }
    }

    private List<Hypothesis> Step(List<Hypothesis> beams, ScoresOfRow scoresOf)
    {
        var candidates = new List<(Hypothesis From, int Token, float LogProbability)>();
        foreach (var beam in beams)
        {
            var scores = scoresOf(beam.Row);
            _rules.Apply(scores, beam.Tokens());
            var normaliser = LogSumExp(scores);
            foreach (var best in Best(scores, options.Beams + 1))
            {
                candidates.Add((beam, best, scores[best] - normaliser));
            }
        }

        var next = new List<Hypothesis>(options.Beams);
        foreach (var (from, chosen, logProbability) in candidates.OrderByDescending(c => c.From.Sum + c.LogProbability).ThenBy(c => c.Token))
        {
            var grown = from.Grow(chosen, logProbability);
            if (chosen == _config.Tokens.EndOfText)
            {
                _ended.Add(grown);
            }
            else
            {
                next.Add(grown);
            }

            if (next.Count == options.Beams || (options.Beams == 1 && _ended.Count > 0))
            {
                break;
            }
        }

        return next;
    }

    private DecodedWindow Result(float noSpeech)
    {
        var best = _ended.MaxBy(h => h.Sum / Math.Max(1, h.Length))!;
        var path = best.Path();
        var complete = !best.CutOff;
        var words = complete ? path[..^1] : path;
        return new DecodedWindow(
            [.. words.Select(h => h.Token)],
            [.. words.Select(h => h.LogProbability)],
            best.Sum / Math.Max(1, best.Length),
            noSpeech,
            [.. path.Select(h => h.From!.Attention!)],
            window.Frames,
            complete);
    }

    private float[] AttentionOf(DecoderRows rows, int row, int position)
    {
        var heads = _config.AlignmentHeads.Count;
        var attention = new float[heads * window.Frames];
        for (var head = 0; head < heads; head++)
        {
            rows.Alignment(row, head, position).CopyTo(attention.AsSpan(head * window.Frames));
        }

        return attention;
    }

    private float NoSpeechProbability(ReadOnlySpan<float> scores) =>
        MathF.Exp(scores[_config.Tokens.NoSpeech] - LogSumExp(scores));

    private float LogSumExp(ReadOnlySpan<float> scores)
    {
        if (_scratch.Length != scores.Length)
        {
            _scratch = new float[scores.Length];
        }

        var highest = TensorPrimitives.Max(scores);
        TensorPrimitives.Subtract(scores, highest, _scratch);
        TensorPrimitives.Exp<float>(_scratch, _scratch);
        return highest + MathF.Log(TensorPrimitives.Sum<float>(_scratch));
    }

    /// <summary>Positions of the highest scores, best first; equal scores in order of position.</summary>
    private static List<int> Best(ReadOnlySpan<float> scores, int count)
    {
        var best = new List<int>(count);
        if (count <= 2)
        {
            best.Add(TensorPrimitives.IndexOfMax(scores));
            return best;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNegativeInfinity(scores[i]) || (best.Count == count && scores[i] <= scores[best[^1]]))
            {
                continue;
            }

            var at = best.Count;
            while (at > 0 && scores[i] > scores[best[at - 1]])
            {
                at--;
            }

            best.Insert(at, i);
            if (best.Count > count)
            {
                best.RemoveAt(count);
            }
        }

        return best;
    }

    private delegate Span<float> ScoresOfRow(int row);
}
