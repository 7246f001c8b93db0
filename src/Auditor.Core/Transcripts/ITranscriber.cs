using Auditor.Audio;
using Auditor.Recordings;

namespace Auditor.Transcripts;

/// <summary>The seam to a speech recogniser. Safe to call from many threads.</summary>
public interface ITranscriber
{
    /// <summary>Stable text of everything that the words depend on: engine, model hashes, settings. Part of the provenance.</summary>
    string Fingerprint { get; }

    /// <param name="language">ISO 639-1, or null to detect it once for the whole call.</param>
    /// <returns>The transcript, or a failure such as <c>speech.none</c>.</returns>
    Result<Transcript> Transcribe(CallAudio audio, string? language, CancellationToken token);

    /// <summary>The second look: the words of one stretch of one channel, decoded alone and with other settings than <see cref="Transcribe"/> uses.</summary>
    IReadOnlyList<Utterance> Relisten(CallAudio audio, int channel, TimeRange stretch, string language, CancellationToken token);
}
