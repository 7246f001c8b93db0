using Auditor.Recordings;

namespace Auditor.Audio;

/// <summary>How one sample is written in a WAV file.</summary>
public enum SampleCoding
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    FloatingPoint32,
    FloatingPoint64,
    ALaw,
    MuLaw,

    /// <summary>A compressed coding that only ffmpeg reads (GSM 6.10, ADPCM, MP3 in WAV).</summary>
    Other,
}

/// <param name="Tag">The number of the coding in the header (1 = PCM, 6 = A-law, 49 = GSM 6.10).</param>
/// <param name="BytesPerSample">Of one channel; 0 for <see cref="SampleCoding.Other"/>.</param>
public sealed record WavFormat(SampleCoding Coding, int Tag, int Channels, int RateHz, int BytesPerSample)
{
    public int BytesPerFrame => Channels * BytesPerSample;

    /// <summary>For people: "mulaw", "pcm16".</summary>
    public string Name => Coding switch
    {
        SampleCoding.Unsigned8 => "pcm8",
        SampleCoding.Signed16 => "pcm16",
        SampleCoding.Signed24 => "pcm24",
        SampleCoding.Signed32 => "pcm32",
        SampleCoding.FloatingPoint32 => "float32",
        SampleCoding.FloatingPoint64 => "float64",
        SampleCoding.ALaw => "alaw",
        SampleCoding.MuLaw => "mulaw",
        SampleCoding.Other => Tag switch
        {
            0x02 => "adpcm-ms",
            0x11 => "adpcm-ima",
            0x31 => "gsm",
            0x45 => "g726",
            0x55 => "mp3",
            _ => $"coding-{Tag}",
        },
    };
}

/// <summary>What stands before the samples of a WAV file, checked against the real length of the file.</summary>
/// <param name="Container">"wav", "rf64", "w64", or "raw" for files of bare samples.</param>
/// <param name="DataBytes">Never more than the file holds and always whole frames; null = until the stream ends.</param>
public sealed record WavHeader(string Container, WavFormat Format, long DataOffset, long? DataBytes, IReadOnlyList<Failure> Warnings);
