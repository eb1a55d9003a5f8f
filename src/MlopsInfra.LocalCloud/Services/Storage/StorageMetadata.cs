using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>
/// Metadata of containers and shares ("Setting and retrieving properties and metadata for Blob resources"): names are those of
/// C#, names and values together take 8 KiB at most. Codes: "Common REST API error codes".
/// </summary>
internal static partial class StorageMetadata
{
    private const string Path = "properties.metadata";
    private const int MostBytes = 8 * 1024;

    /// <summary>Refuses what can't be metadata.</summary>
    /// <param name="body">The body of a container or share.</param>
    public static void Check(JsonObject body)
    {
        if (body.At(Path) is not JsonObject metadata) return;
        if (metadata.Select(pair => pair.Key).FirstOrDefault(name => !Identifier().IsMatch(name)) is { } wrong)
            throw new ArmException(400, "InvalidMetadata",
                $"The metadata specified is invalid: the name '{wrong}' has characters that are not permitted.", Path);
        var bytes = metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key + pair.Value.AsText()));
        if (bytes > MostBytes)
            throw new ArmException(400, "MetadataTooLarge",
                $"The metadata specified exceeds the maximum size: {bytes} bytes of {MostBytes}.", Path);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
