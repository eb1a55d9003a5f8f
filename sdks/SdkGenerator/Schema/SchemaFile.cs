using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>Reads the files that a user names, with errors a user understands.</summary>
internal static class SchemaFile
{
    /// <summary>The JSON document in a schema file.</summary>
    /// <exception cref="SchemaException">There is no such file, it can't be read, or it holds no JSON object.</exception>
    public static JsonDocument Read(string path)
    {
        var bytes = ReadBytes(path);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes);
        }
        catch (JsonException e)
        {
            var place = $"{path}({e.LineNumber + 1},{e.BytePositionInLine + 1})";
            throw new SchemaException($"{place}: this is not JSON ({e.Message}). Give a Pulumi package schema.", e);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new SchemaException($"{path}: a JSON object is expected, as a Pulumi package schema is one.");
    }

    /// <summary>The lines of a text file.</summary>
    /// <exception cref="SchemaException">There is no such file, or it can't be read.</exception>
    public static string[] ReadLines(string path)
    {
        ReadBytes(path);
        return File.ReadAllLines(path);
    }

    private static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
            throw new SchemaException($"{path}: no such file.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaException($"{path}: can't be read ({e.Message})", e);
        }
    }
}
