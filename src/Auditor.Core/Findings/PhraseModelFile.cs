using System.Text;
using Auditor.Findings.Text;

namespace Auditor.Findings;

/// <summary>
/// models/phrases/*.model. Little endian, strings as a 7-bit length and UTF-8:
/// <code>
/// 8 bytes  AUDPHRAS
/// int32    format version (2; 1 is read, too: it has no languages with offsets of their own)
/// int32    feature version (TextFeatures.Version)
/// string   kind, string data hash
/// int32    heads, each:
///   string name, byte kind (0 one-of, 1 any-of), strings labels, strings languages (int32 count, then each)
///   float32 embedding scale, own-embedding scale, sparse scale
///   float32 bias, slope, offset, one each a label
///   int32 languages with offsets of their own, each: string language, float32 one a label
///   float16 dense weights: (1 + languages) × 512 rows of one number a label
///   float32 step, one a label
///   int32 sparse rows, then each: bucket as 7-bit distance to the one before, int8 steps, one a label
/// int32    thresholds, each: string name, label, language, float32
/// int32    qualities, each: string label, language, int32 count, positives, float32 average precision, precision, recall, F1
/// </code>
/// Nothing in it depends on the machine, so the same weights give the same bytes.
/// </summary>
public static class PhraseModelFile
{
    public const int FormatVersion = 2;

    private const int OldestFormat = 1;

    private static readonly byte[] Magic = "AUDPHRAS"u8.ToArray();

    public static void Save(string path, PhraseModel model)
    {
        var part = path + ".part";
        using (var stream = File.Create(part))
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(FormatVersion);
            writer.Write(TextFeatures.Version);
            writer.Write(model.Kind);
            writer.Write(model.DataHash);
            WriteAll(writer, model.Heads, WriteHead);
            WriteAll(writer, model.Thresholds, (w, t) =>
            {
                w.Write(t.Name);
                w.Write(t.Label);
                w.Write(t.Language);
                w.Write(t.Value);
            });
            WriteAll(writer, model.Quality, (w, q) =>
            {
                w.Write(q.Label);
                w.Write(q.Language);
                w.Write(q.Count);
                w.Write(q.Positives);
                w.Write(q.AveragePrecision);
                w.Write(q.Precision);
                w.Write(q.Recall);
                w.Write(q.F1);
            });
        }

        File.Move(part, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">Not such a file, damaged, or of another format or feature version; the message says which.</exception>
    public static PhraseModel Load(string path)
    {
        using var stream = File.OpenRead(path);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            var format = Check(reader, path);
            var kind = reader.ReadString();
            var hash = reader.ReadString();
            return new(
                kind,
                hash,
                ReadAll(reader, r => ReadHead(r, format)),
                ReadAll(reader, r => new Threshold(r.ReadString(), r.ReadString(), r.ReadString(), r.ReadSingle())),
                ReadAll(reader, r => new LabelQuality(
                    r.ReadString(), r.ReadString(), r.ReadInt32(), r.ReadInt32(), r.ReadSingle(), r.ReadSingle(), r.ReadSingle(), r.ReadSingle())));
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"{path} is damaged: {e.Message}", e);
        }
    }

    /// <returns>The format version.</returns>
    private static int Check(BinaryReader reader, string path)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path} is not a phrase model");
        }

        var format = reader.ReadInt32();
        if (format is < OldestFormat or > FormatVersion)
        {
            throw new InvalidDataException($"{path} has format {format}, this program reads {OldestFormat} to {FormatVersion}: train it again");
        }

        var features = reader.ReadInt32();
        if (features != TextFeatures.Version)
        {
            throw new InvalidDataException($"{path} was trained on features {features}, this program makes {TextFeatures.Version}: train it again");
        }

        return format;
    }

    private static void WriteHead(BinaryWriter writer, LinearHead head)
    {
        var shape = head.Shape;
        var labels = shape.Labels.Count;
        writer.Write(shape.Name);
        writer.Write((byte)shape.Kind);
        WriteAll(writer, shape.Labels, (w, l) => w.Write(l));
        WriteAll(writer, shape.Languages, (w, l) => w.Write(l));
        writer.Write(shape.EmbeddingScale);
        writer.Write(shape.OwnEmbeddingScale);
        writer.Write(shape.SparseScale);
        foreach (var value in head.Weights.Bias.Take(labels).Concat(head.Slope).Concat(head.Offset))
        {
            writer.Write(value);
        }

        WriteAll(writer, [.. head.OwnOffsets.OrderBy(o => o.Key, StringComparer.Ordinal)], (w, own) =>
        {
            w.Write(own.Key);
            foreach (var value in own.Value)
            {
                w.Write(value);
            }
        });
        for (var row = 0; row < shape.DenseRows; row++)
        {
            WriteRow(writer, head.Weights.Dense.AsSpan(row * shape.Stride, labels));
        }

        var steps = Enumerable.Range(0, labels).Select(label => Step(head, label)).ToArray();
        foreach (var step in steps)
        {
            writer.Write(step);
        }

        var rows = Enumerable.Range(0, head.Buckets.Length)
            .Select(row => (Bucket: head.Buckets[row], Steps: InSteps(head.Weights.Sparse.AsSpan(row * shape.Stride, labels), steps)))
            .Where(row => row.Steps.Any(s => s != 0)).ToArray();
        writer.Write(rows.Length);
        var before = 0;
        foreach (var (bucket, values) in rows)
        {
            writer.Write7BitEncodedInt(bucket - before);
            before = bucket;
            foreach (var value in values)
            {
                writer.Write(value);
            }
        }
    }

    private static LinearHead ReadHead(BinaryReader reader, int format)
    {
        var name = reader.ReadString();
        var kind = (HeadKind)reader.ReadByte();
        var labels = ReadAll(reader, r => r.ReadString());
        var languages = ReadAll(reader, r => r.ReadString());
        var shape = new HeadShape(name, kind, labels, languages, reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var bias = ReadFloats(reader, labels.Length, shape.Stride);
        var slope = ReadFloats(reader, labels.Length, labels.Length);
        var offset = ReadFloats(reader, labels.Length, labels.Length);
        var own = format == OldestFormat ? [] : ReadAll(reader, r => (Language: r.ReadString(), Offsets: ReadFloats(r, labels.Length, labels.Length)));
        var dense = new float[shape.DenseRows * shape.Stride];
        for (var row = 0; row < shape.DenseRows; row++)
        {
            ReadRow(reader, dense.AsSpan(row * shape.Stride, labels.Length));
        }

        var steps = ReadFloats(reader, labels.Length, labels.Length);
        var rows = reader.ReadInt32();
        if (rows is < 0 or > 1 << TextFeatures.BucketBits)
        {
            throw new FormatException($"{rows} sparse rows");
        }

        var buckets = new int[rows];
        var sparse = new float[rows * shape.Stride];
        var before = 0;
        for (var row = 0; row < rows; row++)
        {
            before += reader.Read7BitEncodedInt();
            buckets[row] = before;
            for (var label = 0; label < labels.Length; label++)
            {
                sparse[row * shape.Stride + label] = reader.ReadSByte() * steps[label];
            }
        }

        return new(shape, new(dense, sparse, bias), buckets, slope, offset, own.ToDictionary(o => o.Language, o => o.Offsets));
    }

    /// <summary>The step of a label's sparse weights: its largest one is 127 steps.</summary>
    private static float Step(LinearHead head, int label)
    {
        var largest = 0f;
        for (var i = label; i < head.Weights.Sparse.Length; i += head.Shape.Stride)
        {
            largest = Math.Max(largest, Math.Abs(head.Weights.Sparse[i]));
        }

        return Math.Max(largest, 1e-6f) / 127;
    }

    private static sbyte[] InSteps(ReadOnlySpan<float> weights, float[] steps)
    {
        var values = new sbyte[weights.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (sbyte)Math.Round(weights[i] / steps[i]);
        }

        return values;
    }

    private static void WriteRow(BinaryWriter writer, ReadOnlySpan<float> row)
    {
        foreach (var value in row)
        {
            writer.Write((Half)value);
        }
    }

    private static void ReadRow(BinaryReader reader, Span<float> row)
    {
        foreach (ref var value in row)
        {
            value = (float)reader.ReadHalf();
        }
    }

    private static float[] ReadFloats(BinaryReader reader, int count, int length)
    {
        var values = new float[length];
        for (var i = 0; i < count; i++)
        {
            values[i] = reader.ReadSingle();
        }

        return values;
    }

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    private static T[] ReadAll<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > 100_000)
        {
            throw new FormatException($"{count} items");
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}
