using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>The inputs and outputs that a component declares.</summary>
internal static partial class ComponentPorts
{
    // 'path' is what the first version of the YAML schema called a folder; Microsoft's client still takes and sends it.
    private static readonly string[] AssetTypes =
        ["uri_file", "uri_folder", "mltable", "mlflow_model", "custom_model", "triton_model", "path"];
    private static readonly string[] LiteralTypes = ["string", "number", "integer", "boolean"];

    /// <summary>Refuses names and types that there are not.</summary>
    public static void Check(JsonObject spec, string component)
    {
        CheckSide(spec["inputs"] as JsonObject, "input", component, [.. AssetTypes, .. LiteralTypes]);
        CheckSide(spec["outputs"] as JsonObject, "output", component, [.. AssetTypes, .. LiteralTypes]);
    }

    /// <summary>Whether a value has to be given: neither optional nor with a default.</summary>
    public static bool IsRequired(JsonNode? port) =>
        port is JsonObject declared && declared["default"] is null
            && !string.Equals(declared["optional"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    public static bool IsLiteral(JsonNode? port) =>
        LiteralTypes.Contains(port.Member("type").AsText(), StringComparer.OrdinalIgnoreCase);

    private static void CheckSide(JsonObject? ports, string side, string component, string[] types)
    {
        foreach (var (name, port) in ports ?? [])
        {
            if (!PortName().IsMatch(name))
            {
                throw MachineLearningErrors.Invalid(
                    $"The {side} '{name}' of component '{component}' is no name: letters, digits and _, not beginning with a "
                        + "digit.");
            }

            var type = port.Member("type").AsText();
            if (types.Contains(type, StringComparer.OrdinalIgnoreCase)) continue;
            throw MachineLearningErrors.Invalid(
                $"The {side} '{name}' of component '{component}' has the type '{type}', which is none of "
                    + $"{string.Join(", ", types)}.");
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex PortName();
}
