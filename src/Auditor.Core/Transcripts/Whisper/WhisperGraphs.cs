using Auditor.Models;

namespace Auditor.Transcripts.Whisper;

/// <summary>Whisper's two graphs and tables, loaded once and shared by all workers.</summary>
public sealed class WhisperGraphs : IDisposable
{
    private readonly OnnxModel _encoder;
    private readonly OnnxModel _decoder;

    /// <param name="folder">The models folder.</param>
    /// <param name="name">The model's folder in it, for example whisper-base.</param>
    public WhisperGraphs(ModelFolder folder, string name)
    {
        Config = WhisperConfig.Read(folder.PathOf($"{name}/model.json"));
        Vocabulary = WhisperVocabulary.Read(folder.PathOf($"{name}/tokens.tsv"));
        var layers = Enumerable.Range(0, Config.Layers).ToArray();
        string[] cross = [.. layers.Select(i => $"cross_key_{i}"), .. layers.Select(i => $"cross_value_{i}")];
        _encoder = OnnxModel.Open(folder.PathOf($"{name}/encoder.onnx"), ["mel"], cross);
        _decoder = OnnxModel.Open(
            folder.PathOf($"{name}/decoder.onnx"),
            ["tokens", "mask", .. layers.Select(i => $"past_key_{i}"), .. layers.Select(i => $"past_value_{i}"), .. cross],
            ["logits", .. layers.Select(i => $"present_key_{i}"), .. layers.Select(i => $"present_value_{i}"), "alignment"]);
    }

    public WhisperConfig Config { get; }

    public WhisperVocabulary Vocabulary { get; }

    /// <summary>Time spent inside the runtime so far, over all threads.</summary>
    public TimeSpan RunTime => _encoder.RunTime + _decoder.RunTime;

    /// <param name="mel">From <see cref="MelSpectrogram"/>.</param>
    public EncodedWindow Encode(float[] mel, CancellationToken token)
    {
        var frames = mel.Length / MelSpectrogram.Bands;
        using var input = Tensor.Over<float>(mel, 1, MelSpectrogram.Bands, frames);
        return new EncodedWindow(_encoder.Run([input], token), frames / 2);
    }

    /// <summary>Starts decoding a window in <paramref name="rows"/> rows side by side.</summary>
    public DecoderRows StartDecoding(EncodedWindow window, int rows) => new(_decoder, Config, window, rows);

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }
}

/// <summary>What the encoder heard in a window; owns memory of the runtime.</summary>
/// <param name="Frames">Number of frames of 20 ms.</param>
public sealed record EncodedWindow(Tensor<float>[] Cross, int Frames) : IDisposable
{
    public void Dispose()
    {
        foreach (var tensor in Cross)
        {
            tensor.Dispose();
        }
    }
}
