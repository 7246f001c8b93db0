using System.Numerics.Tensors;

namespace Auditor.Transcripts.Whisper;

/// <summary>Finds the likeliest words of one encoded window, greedily or with a beam search.</summary>
public sealed class WindowDecoder(WhisperGraphs graphs)
{
    private readonly WhisperConfig _config = graphs.Config;

    /// <summary>Probability of each language that the model knows, from the first position.</summary>
    public IReadOnlyDictionary<string, float> Languages(EncodedWindow window, CancellationToken token)
    {
        using var rows = graphs.StartDecoding(window, 1);
        rows.Advance([_config.Tokens.StartOfTranscript], token);
        var scores = rows.Logits(0, 0);
        var languages = new float[_config.Languages.Count];
        var i = 0;
        foreach (var language in _config.Languages.Values)
        {
            languages[i++] = scores[language];
        }

        TensorPrimitives.SoftMax(languages, languages);
        return _config.Languages.Keys.Zip(languages).ToDictionary(p => p.First, p => p.Second);
    }

    /// <param name="sound">Length of the sound in the window; caps the number of tokens.</param>
    /// <param name="language">One of the model's language codes.</param>
    public DecodedWindow Decode(EncodedWindow window, TimeSpan sound, string language, DecodingOptions options, CancellationToken token)
    {
        var search = new Search(graphs, window, options, MaxTokens(sound, options));
        return search.Run(Prompt(language, options), token);
    }

    private int MaxTokens(TimeSpan sound, DecodingOptions options) =>
        Math.Min(_config.MaxTextTokens / 2, 20 + (int)(sound.TotalSeconds * options.MaxTokensPerSecond));

    private long[] Prompt(string language, DecodingOptions options)
    {
        var tokens = _config.Tokens;
        long[] prompt = [tokens.StartOfTranscript, _config.Languages[language], tokens.Transcribe];
        return options.Timestamps switch
        {
            TimestampTokens.Off => [.. prompt, tokens.NoTimestamps],
            TimestampTokens.On => prompt,
        };
    }
}
