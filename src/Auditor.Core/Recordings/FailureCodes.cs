namespace Auditor.Recordings;

/// <summary>Every code that a <see cref="Failure"/> or a set-up fault can carry; the README explains each.</summary>
public static class FailureCodes
{
    /// <summary>The text is not a phone number. Correct it at its source, or give the country for numbers in national format.</summary>
    public const string NumberUnparsable = "number.unparsable";

    /// <summary>A folder was given that holds no call. Check the path, or name a file itself to have it read whatever its extension.</summary>
    public const string IntakeNoCalls = "intake.no-calls";

    /// <summary>The path does not exist. Check its spelling and that the share is mounted.</summary>
    public const string IntakeNotFound = "intake.not-found";

    /// <summary>The file or folder exists but could not be read. Check the permissions of the account that runs the program.</summary>
    public const string IntakeUnreadable = "intake.unreadable";

    /// <summary>A link to a folder inside a given folder was not followed (it might lead in a circle). Give its target as a path of its own.</summary>
    public const string IntakeLinkNotFollowed = "intake.link-not-followed";

    /// <summary>calls.csv could not be used at all: not UTF-8, no column "file", too large. The calls are taken without its facts; correct the file.</summary>
    public const string FactsBadTable = "facts.bad-table";

    /// <summary>A row of calls.csv is broken: quotes that do not close, more values than columns. Its facts are not used; correct the row.</summary>
    public const string FactsBadRow = "facts.bad-row";

    /// <summary>A second row of calls.csv names the same file. The first one is used; delete one of them.</summary>
    public const string FactsDuplicateRow = "facts.duplicate-row";

    /// <summary>A row and a file in subfolders cannot be matched with certainty. No facts are taken; write the path, not just the name, into calls.csv.</summary>
    public const string FactsAmbiguousRow = "facts.ambiguous-row";

    /// <summary>A row of calls.csv names a file that is not there. Nothing was audited for it; look for the lost recording.</summary>
    public const string FactsNoRecording = "facts.no-recording";

    /// <summary>The JSON file beside a recording is not a JSON object. The call is taken without it; correct the file.</summary>
    public const string FactsBadSidecar = "facts.bad-sidecar";

    /// <summary>One fact has a value that does not fit. The next source is asked instead; correct the value.</summary>
    public const string FactsBadValue = "facts.bad-value";

    /// <summary>The customer's number could not be read, so nothing can be written to the blacklist for this call. Correct the number.</summary>
    public const string FactsUnparsableNumber = "facts.unparsable-number";

    /// <summary>The pattern over file names is itself wrong. Correct the setting.</summary>
    public const string FactsBadPattern = "facts.bad-pattern";

    /// <summary>The file's name does not follow the pattern that was set. The call is taken without facts from its name.</summary>
    public const string FactsNameUnmatched = "facts.name-unmatched";

    /// <summary>The file has no bytes. The recorder created it and never wrote; look there.</summary>
    public const string AudioEmpty = "audio.empty";

    /// <summary>The file holds no sound in a known format (a text renamed .wav, an archive). Give the recording itself.</summary>
    public const string AudioNotAudio = "audio.not-audio";

    /// <summary>The header of the file is broken at the byte that the detail names. Export the recording again.</summary>
    public const string AudioDamagedHeader = "audio.damaged-header";

    /// <summary>A header and no sound behind it. The call was not recorded; look at the recorder.</summary>
    public const string AudioNoSamples = "audio.no-samples";

    /// <summary>As a warning: the file ends before its header says; what is there was read. Absences after the end cannot be judged.</summary>
    public const string AudioTruncated = "audio.truncated";

    /// <summary>As a warning: parts of the file could not be decoded; the rest was read.</summary>
    public const string AudioDamaged = "audio.damaged";

    /// <summary>No channel, or more channels than the limit. Export one call a file, one channel a party.</summary>
    public const string AudioChannels = "audio.channels";

    /// <summary>A sample rate outside the limits, mostly a damaged header.</summary>
    public const string AudioRate = "audio.rate";

    /// <summary>Longer than the limit. Split the recording, or raise the limit.</summary>
    public const string AudioTooLong = "audio.too-long";

    /// <summary>Shorter than a call with words can be. Nothing to audit.</summary>
    public const string AudioTooShort = "audio.too-short";

    /// <summary>Decoding would need more memory than the limit. Split the recording, or raise the limit.</summary>
    public const string AudioTooLarge = "audio.too-large";

    /// <summary>A coding of sound that neither the program nor ffmpeg reads. Export the recording in another format.</summary>
    public const string AudioUnsupported = "audio.unsupported";

    /// <summary>Silence from beginning to end: the call was not recorded. Never counts as compliant; look at the recorder.</summary>
    public const string AudioSilent = "audio.silent";

    /// <summary>As a warning: one party's channel is silent, so nothing can be said about that party.</summary>
    public const string AudioChannelSilent = "audio.channel-silent";

    /// <summary>As a warning: the facts about the channels do not fit the file; the parties have to be guessed.</summary>
    public const string AudioChannelMap = "audio.channel-map";

    /// <summary>The file could not be read from its disk or share. Check the permissions and the share.</summary>
    public const string AudioUnreadable = "audio.unreadable";

    /// <summary>This format needs ffmpeg, which is not installed: apt-get install ffmpeg. WAV files work without it.</summary>
    public const string AudioDecoderMissing = "audio.decoder-missing";

    /// <summary>ffmpeg gave up or was killed; the detail has its words. Play the file by hand; if it plays, report it.</summary>
    public const string AudioDecoderFailed = "audio.decoder-failed";

    /// <summary>ffmpeg did not finish within the time limit and was stopped. Retry, or raise the limit for very long files.</summary>
    public const string AudioDecoderTimeout = "audio.decoder-timeout";

    /// <summary>No voice was found on any channel. Listen to the recording: is it the right file, was the line dead?</summary>
    public const string SpeechNone = "speech.none";

    /// <summary>The given language is none that the recogniser knows.</summary>
    public const string SpeechLanguage = "speech.language";

    /// <summary>The program failed on this call in a way nobody foresaw; the type of the error is named. Report it, then repeat with --again.</summary>
    public const string CallUnexpected = "call.unexpected";

    /// <summary>The program ended abruptly several times while it was at this call; it is not tried any more. Look at the recording, then repeat with --again.</summary>
    public const string CallSetAside = "call.set-aside";

    /// <summary>The store cannot be created or written. Check the folder's rights, or name another with --store.</summary>
    public const string StoreNotWritable = "store.not-writable";

    /// <summary>The disk under the store is full. Free space and run again: what was committed is safe, the rest is done again.</summary>
    public const string StoreFull = "store.full";

    /// <summary>The store's file is not a database or its pages are broken. Restore a backup, or name another store.</summary>
    public const string StoreDamaged = "store.damaged";

    /// <summary>The store was written by a newer version of this program. Update the program.</summary>
    public const string StoreNewer = "store.newer";

    /// <summary>Another process holds the store for too long. Wait for it or end it, then run again.</summary>
    public const string StoreBusy = "store.busy";

    /// <summary>The database server does not answer or refuses the connection. Check the connection text and the server.</summary>
    public const string StoreUnreachable = "store.unreachable";

    /// <summary>No store where one is asked for. Audit calls first, or name the store with --store.</summary>
    public const string StoreMissing = "store.missing";

    /// <summary>No models folder, or a file of it is not there. Give the folder with --models, or restore the file.</summary>
    public const string ModelsMissing = "models.missing";

    /// <summary>A model file differs from the manifest, by as little as a bit. Restore the file.</summary>
    public const string ModelsDamaged = "models.damaged";

    /// <summary>ONNX Runtime is not beside the program or refuses a graph. Run ./auditor, which restores it.</summary>
    public const string ModelsRuntime = "models.runtime";

    /// <summary>A rule pack is missing or faulty; the detail names file and rule. Correct or restore it.</summary>
    public const string RulesBadPack = "rules.bad-pack";

    /// <summary>The report's file cannot be written. Name one in a folder that you may write to.</summary>
    public const string ReportNotWritable = "report.not-writable";

    /// <summary>A file to evaluate, its truth or the floors are not in their format; the detail names file and line. Correct it.</summary>
    public const string EvaluateMalformed = "evaluate.malformed";

    /// <summary>Labelled text to train on is missing or malformed; the detail names file and line. Correct it; the classifiers stay as they were.</summary>
    public const string PhrasesMalformed = "phrases.malformed";

    /// <summary>A file or folder that a command needs cannot be read or written. Check the path and the rights.</summary>
    public const string ProgramFiles = "program.files";

    /// <summary>A bug. Set AUDITOR_DEBUG=1 to see where, and report it.</summary>
    public const string ProgramError = "program.error";
}
