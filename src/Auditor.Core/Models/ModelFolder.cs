using System.Security.Cryptography;
using System.Text.Json;

namespace Auditor.Models;

/// <summary>One model file as manifest.json names it.</summary>
/// <param name="Path">Relative to the models folder, forward slashes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record ModelFile(string Path, string Sha256, string Version, string Licence);

/// <summary>The models folder does not hold what its manifest says; the message names every fault and what to do.</summary>
public sealed class ModelFolderException(string code, string message) : Exception(message)
{
    /// <summary><c>models.missing</c> or <c>models.damaged</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>The models folder with its manifest: which files there are and that they are the ones we were built with.</summary>
public sealed class ModelFolder
{
    public const string ManifestName = "manifest.json";

    private static readonly JsonSerializerOptions ManifestJson = new(JsonSerializerDefaults.Web);

    private ModelFolder(string root, IReadOnlyList<ModelFile> files)
    {
        Root = root;
        Files = files;
    }

    public string Root { get; }

    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>Reads the manifest; <see cref="Verify"/> reads the files.</summary>
    /// <exception cref="ModelFolderException">There is no readable manifest.</exception>
    public static ModelFolder Open(string root)
    {
        var manifest = System.IO.Path.Combine(root, ManifestName);
        if (!File.Exists(manifest))
        {
            throw new ModelFolderException("models.missing", $"no {ManifestName} in {root}: point --models at the models folder of the repository");
        }

        try
        {
            var content = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(manifest), ManifestJson);
            return new ModelFolder(root, content?.Files ?? throw new JsonException("no files"));
        }
        catch (JsonException e)
        {
            throw new ModelFolderException("models.damaged", $"{manifest} is not a manifest: {e.Message}");
        }
    }

    /// <summary>The nearest folder named models with a manifest, going up from <paramref name="start"/>; null when there is none.</summary>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "models");
            if (File.Exists(System.IO.Path.Combine(candidate, ManifestName)))
            {
                return candidate;
            }
        }

        return null;
    }

    public string PathOf(string relative) => System.IO.Path.Combine(Root, relative);

    public string Sha256Of(string relative) => Files.First(f => f.Path == relative).Sha256;

    /// <summary>Hashes every file of the manifest and tells every fault at once.</summary>
    /// <exception cref="ModelFolderException">A file is missing or differs by as little as a bit.</exception>
    public void Verify(CancellationToken token)
    {
        var faults = Faults(token);
        if (faults.Count > 0)
        {
            throw new ModelFolderException("models.damaged", string.Join("; ", faults) + ". Restore the file (git checkout, or copy it again).");
        }
    }

    /// <summary>One sentence a file that is not as the manifest says.</summary>
    public IReadOnlyList<string> Faults(CancellationToken token)
    {
        var faults = new List<string>();
        foreach (var file in Files)
        {
            token.ThrowIfCancellationRequested();
            var path = PathOf(file.Path);
            if (!File.Exists(path))
            {
                faults.Add($"{file.Path} is missing");
                continue;
            }

            using var stream = File.OpenRead(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (hash != file.Sha256)
            {
                faults.Add($"{file.Path} has SHA-256 {hash[..12]}…, expected {file.Sha256[..12]}…");
            }
        }

        return faults;
    }

    private sealed record Manifest(IReadOnlyList<ModelFile> Files);
}
