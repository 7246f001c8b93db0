namespace Auditor.Audio;

/// <summary>What a recording may be at most and must be at least; a file outside is a failure, never a crash.</summary>
public sealed record AudioLimits
{
    /// <summary>Shorter recordings hold no call: a greeting alone takes longer.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(6);

    public int MaxChannels { get; init; } = 8;

    public int MinRateHz { get; init; } = 4_000;

    public int MaxRateHz { get; init; } = 384_000;

    /// <summary>Samples of one decoded call over all channels: 16 kHz of 32-bit floats are 230 MB an hour and channel.</summary>
    public long MaxMemoryBytes { get; init; } = 3L << 30;

    /// <summary>A recording in which no 20 ms frame reaches this level (RMS, full scale = 0) is silence. Idle A-law stands at −72 dBFS.</summary>
    public double SilenceDbfs { get; init; } = -70;
}

/// <summary>The decoder for everything that is not plain WAV.</summary>
public sealed record FfmpegOptions
{
    /// <summary>Name looked up in PATH, or a full path.</summary>
    public string Path { get; init; } = "ffmpeg";

    /// <summary>For one file, including the time that our own reading takes. Six hours of mp3 take about a minute.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Demuxers that ffmpeg may use: recordings only, no playlists or scripts that name other files.</summary>
    public string AllowedFormats { get; init; } =
        "wav,w64,mp3,ogg,flac,mov,matroska,aac,asf,amr,amrnb,amrwb,gsm,g722,g723_1,g726,g726le,g729,ilbc,au,aiff,caf,wv,ape,tta,voc,sln,alaw,mulaw,mpegts,mpeg,avi";
}

/// <summary>How recordings are decoded.</summary>
public sealed record AudioOptions
{
    public AudioLimits Limits { get; init; } = new();

    public FfmpegOptions Ffmpeg { get; init; } = new();
}
