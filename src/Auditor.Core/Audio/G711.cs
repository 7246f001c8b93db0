namespace Auditor.Audio;

/// <summary>The two companding laws of telephony (ITU-T G.711), as tables from byte to sample in ±1.</summary>
internal static class G711
{
    private const float FullScale = 32_768;

    public static readonly float[] ALaw = Table(ALawSample);

    public static readonly float[] MuLaw = Table(MuLawSample);

    private static float[] Table(Func<int, int> sample) => [.. Enumerable.Range(0, 256).Select(code => sample(code) / FullScale)];

    /// <summary>13 bits, scaled to 16. Even bits are inverted on the line.</summary>
    private static int ALawSample(int code)
    {
        code ^= 0x55;
        var segment = (code >> 4) & 7;
        var step = (code & 15) << 4;
        var magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }

    /// <summary>14 bits, scaled to 16. All bits are inverted on the line; 132 is the bias of 33 at that scale.</summary>
    private static int MuLawSample(int code)
    {
        code = ~code & 0xFF;
        var magnitude = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }
}
