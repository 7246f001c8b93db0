using System.Text;
using System.Text.Json;

namespace Auditor.Recordings;

/// <summary>The JSON file that a dialler writes beside a recording: "call.wav.json" or "call.json", one object with the fact names as keys.</summary>
internal static class Sidecar
{
    /// <summary>The facts beside the recording, or null when there is no such file. Unknown keys are ignored.</summary>
    public static FactLayer? Read(string recordingPath, IntakeOptions options, List<IntakeProblem> problems)
    {
        var path = new[] { recordingPath + ".json", Path.ChangeExtension(recordingPath, ".json") }
            .FirstOrDefault(candidate => candidate != recordingPath && File.Exists(candidate));
        if (path is null)
        {
            return null;
        }

        var texts = Texts(path, options, problems);
        return texts is null ? null : new FactLayer(FactSources.Sidecar, path, string.Empty, texts);
    }

    private static Dictionary<string, string>? Texts(string path, IntakeOptions options, List<IntakeProblem> problems)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            if (bytes > options.MaxSidecarBytes)
            {
                problems.Add(Bad(path, $"{bytes} bytes, at most {options.MaxSidecarBytes} are read"));
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Texts(document.RootElement, path, problems);
            }

            problems.Add(Bad(path, $"an object was expected, the file holds {document.RootElement.ValueKind}"));
        }
        catch (JsonException exception)
        {
            // Not the parser's message: it may quote the text, and with it a number.
            problems.Add(Bad(path, $"not JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine} on"));
        }
        catch (Exception exception) when (exception is DecoderFallbackException or InvalidOperationException)
        {
            // JsonElement gives its strings lazily and reports half a surrogate pair (\ud800) as an invalid operation.
            problems.Add(Bad(path, "text that is not Unicode; save it as UTF-8"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(Bad(path, "the file cannot be read: " + exception.GetType().Name));
        }

        return null;
    }

    private static Dictionary<string, string> Texts(JsonElement root, string path, List<IntakeProblem> problems)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (FactNames.Recognise(property.Name) is not { } fact)
            {
                continue;
            }

            switch (property.Value.ValueKind)
            {
                case JsonValueKind.String:
                    texts[fact] = property.Value.GetString()!;
                    break;
                case JsonValueKind.Number:
                    texts[fact] = property.Value.GetRawText();
                    break;
                case JsonValueKind.Null or JsonValueKind.Undefined:
                    break;
                case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Array or JsonValueKind.Object:
                    problems.Add(new IntakeProblem(
                        path,
                        new Failure(FailureCodes.FactsBadValue, $"{fact}: expected a text, found {property.Value.ValueKind}"),
                        ProblemSeverity.Warning));
                    break;
            }
        }

        return texts;
    }

    private static IntakeProblem Bad(string path, string detail) =>
        new(path, new Failure(FailureCodes.FactsBadSidecar, detail), ProblemSeverity.Warning);
}
