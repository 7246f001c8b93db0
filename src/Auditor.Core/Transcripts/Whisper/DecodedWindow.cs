namespace Auditor.Transcripts.Whisper;

/// <summary>What the decoder wrote for one window.</summary>
/// <param name="Tokens">Without prompt and end of text.</param>
/// <param name="LogProbabilities">One a token.</param>
/// <param name="MeanLogProbability">Over the tokens and the end of text.</param>
/// <param name="NoSpeechProbability">The model's own, from the position of startOfTranscript; 0–1.</param>
/// <param name="Attention">
/// For the last prompt token and each token, in order: the attention of every alignment head over the frames, head by head. Row i belongs
/// to the decision for token i; the last row to the end of the text.
/// </param>
/// <param name="Frames">Frames of 20 ms in a head's attention.</param>
/// <param name="Complete">The decoder ended by itself, not at the token limit.</param>
public sealed record DecodedWindow(
    IReadOnlyList<int> Tokens,
    IReadOnlyList<float> LogProbabilities,
    float MeanLogProbability,
    float NoSpeechProbability,
    IReadOnlyList<float[]> Attention,
    int Frames,
    bool Complete);
