using System.Text;
using Auditor.App.Settings;
using Auditor.Recordings;

namespace Auditor.App.Report;

/// <summary>
/// A file that appears whole or not at all: written beside its place under another name and moved there at the end. It is begun before the
/// work, so that a night's audit is not followed by "cannot be written".
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _path;
    private readonly string _draft;

    private ReportFile(string path, string draft)
    {
        (_path, _draft) = (path, draft);
        Writer = new StreamWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(false));
    }

    public TextWriter Writer { get; }

    /// <exception cref="SetupException">The file cannot be written there.</exception>
    public static ReportFile Begin(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return Directory.Exists(full)
                ? throw new IOException("it is a folder")
                : new(full, Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(new(FailureCodes.ReportNotWritable, $"{full} cannot be written: {e.Message.TrimEnd('.')}"));
        }
    }

    /// <summary>Puts the finished page in its place.</summary>
    public void Keep()
    {
        Writer.Dispose();
        File.Move(_draft, _path, overwrite: true);
    }

    public void Dispose()
    {
        Writer.Dispose();
        File.Delete(_draft);
    }
}
