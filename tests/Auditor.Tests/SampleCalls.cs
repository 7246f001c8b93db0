namespace Auditor.Tests;

/// <summary>The sample calls of the repository.</summary>
public static class SampleCalls
{
    /// <summary>recordings-sample, found from where the tests run.</summary>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var samples = Path.Combine(folder.FullName, "recordings-sample");
                if (Directory.Exists(samples))
                {
                    return samples;
                }
            }

            throw new DirectoryNotFoundException("recordings-sample is not above " + AppContext.BaseDirectory);
        }
    }
}
