namespace Auditor.Recordings;

/// <summary>One recorded call as it came in. The same bytes are the same call, whatever the file is called.</summary>
/// <param name="Id">SHA-256 of the file's bytes, 64 lower-case hex digits.</param>
/// <param name="Path">Where the file was found; read only, never moved or changed.</param>
/// <param name="Name">Path relative to the folder that was given, with forward slashes; the name people know it by.</param>
public sealed record Recording(string Id, string Path, string Name, long Bytes, CallFacts Facts);
