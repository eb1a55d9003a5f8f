using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>
/// Metadata of containers, shares and blobs ("Setting and retrieving properties and metadata for Blob resources"): names are
/// those of C#, names and values together take 8 KiB at most. Codes: "Common REST API error codes".
/// </summary>
internal static partial class StorageMetadata
{
    private const string Path = "properties.metadata";
    private const int MostBytes = 8 * 1024;

    /// <summary>Refuses what can't be metadata.</summary>
    /// <param name="body">The body of a container or share.</param>
    public static void Check(JsonObject body)
    {
        if (body.At(Path) is JsonObject metadata
            && Mistake([.. metadata.Select(pair => (pair.Key, pair.Value.AsText() ?? ""))]) is { } mistake)
            throw new ArmException(400, mistake.Code, mistake.Message, Path);
    }

    /// <summary>Why something can't be metadata; null if it can.</summary>
    /// <param name="metadata">Names and values.</param>
    public static (string Code, string Message)? Mistake(IReadOnlyCollection<(string Name, string Value)> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            // What is here is shown in headers.
            if (!HeaderText.IsValid(value))
                return ("InvalidMetadata",
                    $"The metadata specified is invalid: the value of '{name}' has characters that are not permitted.");
            if (!Identifier().IsMatch(name))
                return ("InvalidMetadata",
                    $"The metadata specified is invalid: the name '{name}' has characters that are not permitted.");
        }

        var bytes = metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Name) + Encoding.UTF8.GetByteCount(pair.Value));
        return bytes <= MostBytes ? null
            : ("MetadataTooLarge", $"The metadata specified exceeds the maximum size: {bytes} bytes of {MostBytes}.");
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
