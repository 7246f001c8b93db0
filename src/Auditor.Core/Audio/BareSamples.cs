namespace Auditor.Audio;

/// <summary>Files without any header, as Asterisk and its kin write them; the extension is all there is to know.</summary>
internal static class BareSamples
{
    /// <summary>Mono at 8 kHz unless the extension says another rate; null for other extensions.</summary>
    /// <param name="extension">Lower case, with its dot.</param>
    public static WavHeader? Header(string extension, long bytes)
    {
        WavFormat? format = extension switch
        {
            ".ulaw" or ".ul" or ".mulaw" or ".pcmu" => new(SampleCoding.MuLaw, 7, 1, 8_000, 1),
            ".alaw" or ".al" or ".pcma" => new(SampleCoding.ALaw, 6, 1, 8_000, 1),
            ".sln" => new(SampleCoding.Signed16, 1, 1, 8_000, 2),
            ".sln16" => new(SampleCoding.Signed16, 1, 1, 16_000, 2),
            _ => null,
        };
        return format is null ? null : new WavHeader("raw", format, 0, bytes - (bytes % format.BytesPerFrame), []);
    }
}
