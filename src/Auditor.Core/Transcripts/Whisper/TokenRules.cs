using System.Numerics.Tensors;

namespace Auditor.Transcripts.Whisper;

/// <summary>Which tokens may come next: OpenAI's suppression lists and timestamp rules (openai/whisper, decoding.py).</summary>
internal sealed class TokenRules(WhisperConfig config, TimestampTokens timestamps)
{
    /// <summary>The first timestamp is at most this far into the window.</summary>
    private const int MaxInitialTimestampMs = 1000;

    private readonly int _firstTimestamp = config.Tokens.FirstTimestamp;

    /// <summary>Sets the scores of tokens that may not come next to minus infinity.</summary>
    /// <param name="scores">Scores before softmax.</param>
    /// <param name="tokens">Tokens decoded so far, without the prompt.</param>
    public void Apply(Span<float> scores, ReadOnlySpan<int> tokens)
    {
        foreach (var token in config.Suppress)
        {
            scores[token] = float.NegativeInfinity;
        }

        if (tokens.IsEmpty)
        {
            foreach (var token in config.SuppressAtBegin)
            {
                scores[token] = float.NegativeInfinity;
            }
        }

        scores[config.Tokens.NoTimestamps] = float.NegativeInfinity;
        switch (timestamps)
        {
            case TimestampTokens.Off:
                scores[_firstTimestamp..].Fill(float.NegativeInfinity);
                break;
            case TimestampTokens.On:
                ApplyTimestampRules(scores, tokens);
                break;
        }
    }

    private void ApplyTimestampRules(Span<float> scores, ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty)
        {
            scores[.._firstTimestamp].Fill(float.NegativeInfinity);
            scores[(_firstTimestamp + (MaxInitialTimestampMs / config.Tokens.TimestampStepMs) + 1)..].Fill(float.NegativeInfinity);
            return;
        }

        var lastIsTimestamp = tokens[^1] >= _firstTimestamp;
        var pairIsComplete = tokens.Length < 2 || tokens[^2] >= _firstTimestamp;
        if (lastIsTimestamp && pairIsComplete)
        {
            scores[_firstTimestamp..].Fill(float.NegativeInfinity);
        }
        else if (lastIsTimestamp)
        {
            scores[..config.Tokens.EndOfText].Fill(float.NegativeInfinity);
        }

        var latest = LatestTimestamp(tokens);
        if (latest >= 0)
        {
            // A pair may close and open at the same time; otherwise time goes on.
            var earliestNext = lastIsTimestamp && !pairIsComplete ? latest : latest + 1;
            scores[_firstTimestamp..Math.Min(earliestNext, scores.Length)].Fill(float.NegativeInfinity);
        }

        PreferLikelyTimestamp(scores);
    }

    /// <summary>When all timestamps together are likelier than the best text token, one of them comes next.</summary>
    private void PreferLikelyTimestamp(Span<float> scores)
    {
        var bestText = TensorPrimitives.Max<float>(scores[.._firstTimestamp]);
        if (float.IsNegativeInfinity(bestText))
        {
            return;
        }

        double sum = 0;
        foreach (var score in scores[_firstTimestamp..])
        {
            sum += Math.Exp(score - bestText);
        }

        if (sum > 1)
        {
            scores[.._firstTimestamp].Fill(float.NegativeInfinity);
        }
    }

    private int LatestTimestamp(ReadOnlySpan<int> tokens)
    {
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            if (tokens[i] >= _firstTimestamp)
            {
                return tokens[i];
            }
        }

        return -1;
    }
}
