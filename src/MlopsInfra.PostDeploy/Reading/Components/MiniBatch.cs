using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Reads into which parts the data of a parallel run is divided.</summary>
internal static partial class MiniBatch
{
    /// <summary>
    /// The value of <c>mini_batch_size</c>: a number of files, or of bytes as in <c>10kb</c>. Null if it is left out or, with an
    /// error, anything else.
    /// </summary>
    public static JsonNode? Size(YamlMap map)
    {
        const string key = "mini_batch_size";
        if (map.Text(key) is not { } text) return null;
        if (YamlMapValues.IsExpression(text)) return text;
        if (Parts().Match(text) is { Success: true } match && long.TryParse(match.Groups["number"].Value, out var number))
        {
            return number << match.Groups["unit"].Value.ToLowerInvariant() switch { "kb" => 10, "mb" => 20, "gb" => 30, _ => 0 };
        }

        map.Error(map.At(key), $"'{key}' is '{text}'; allowed: a number of files, or of bytes as in 10kb, 5mb, 1gb");
        return null;
    }

    /// <summary>The value of <c>partition_keys</c>: Azure takes the list as a text.</summary>
    public static JsonNode? PartitionKeys(YamlMap map) =>
        map.TextList("partition_keys") is { Count: > 0 } keys ? PythonText.Json(keys) : null;

    [GeneratedRegex("^(?<number>[0-9]{1,9})(?<unit>[kKmMgG][bB])?$")]
    private static partial Regex Parts();
}
