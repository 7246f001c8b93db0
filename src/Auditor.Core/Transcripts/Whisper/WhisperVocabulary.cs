using System.Globalization;
using System.Text;

namespace Auditor.Transcripts.Whisper;

/// <summary>The bytes of every text token (tokens.tsv: id TAB base64). A token may hold part of a character.</summary>
public sealed class WhisperVocabulary
{
    private readonly byte[][] _bytes;

    private WhisperVocabulary(byte[][] bytes) => _bytes = bytes;

    public static WhisperVocabulary Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var bytes = new byte[lines.Length][];
        foreach (var line in lines)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            bytes[int.Parse(line.AsSpan(0, tab), CultureInfo.InvariantCulture)] = Convert.FromBase64String(line[(tab + 1)..]);
        }

        return new WhisperVocabulary(bytes);
    }

    /// <summary>Empty for special tokens.</summary>
    public ReadOnlySpan<byte> BytesOf(int token) => token < _bytes.Length ? _bytes[token] : [];

    public string TextOf(IEnumerable<int> tokens)
    {
        var bytes = new List<byte>();
        foreach (var token in tokens)
        {
            bytes.AddRange(BytesOf(token));
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
