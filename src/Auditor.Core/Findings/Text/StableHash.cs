namespace Auditor.Findings.Text;

/// <summary>FNV-1a over UTF-16, finished so that the low bits are good: the same on every machine and in every run.</summary>
public static class StableHash
{
    public const uint Start = 2166136261;

    private const uint Prime = 16777619;

    public static uint Of(string text) => Finish(Add(Start, text));

    public static uint Add(uint hash, char c) => (((hash ^ (c & 0xFFu)) * Prime) ^ (uint)(c >> 8)) * Prime;

    public static uint Add(uint hash, string text)
    {
        foreach (var c in text)
        {
            hash = Add(hash, c);
        }

        return hash;
    }

    /// <summary>The last steps of MurmurHash3: FNV's low bits alone depend on the low bits of its input.</summary>
    public static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
