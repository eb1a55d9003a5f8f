using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>Holds the inputs given to a run against what its component declares.</summary>
internal static class JobInputs
{
    /// <summary>Refuses inputs that the component does not have, missing ones, and data assets that do not exist.</summary>
    /// <param name="given">Input names with objects that hold <c>value</c> or <c>uri</c> (any case).</param>
    /// <param name="component">The component's specification; null where it is not known (a registry's).</param>
    /// <param name="workspace">The workspace.</param>
    public static void Check(JsonObject given, JsonObject? component, WorkspaceAssets workspace)
    {
        var declared = component?["inputs"] as JsonObject ?? [];
        foreach (var (name, input) in given)
        {
            if (component is not null && !declared.ContainsKey(name))
            {
                throw Invalid(
                    $"The component has no input '{name}'. It has: {string.Join(", ", declared.Select(port => port.Key))}.");
            }

            CheckUri(name, Member(input, "uri").AsText(), workspace);
            if (component is not null) CheckKind(name, input, declared[name]);
        }

        foreach (var (name, port) in declared)
        {
            if (ComponentPorts.IsRequired(port) && !given.ContainsKey(name))
                throw Invalid($"The required input '{name}' is missing.");
        }
    }

    /// <summary>A member of an object whatever its case.</summary>
    public static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?.At(name);

    private static void CheckKind(string name, JsonNode? input, JsonNode? port)
    {
        var literal = Member(input, "uri") is null;
        if (literal && Member(input, "value") is null && ComponentPorts.IsRequired(port))
            throw Invalid($"The input '{name}' has neither a value nor a uri.");
        if (ComponentPorts.IsLiteral(port) == literal || Member(input, "value") is JsonValue) return;
        throw Invalid(literal
            ? $"The input '{name}' is of type {port.Member("type").AsText()} and needs a uri."
            : $"The input '{name}' is of type {port.Member("type").AsText()} and needs a literal value.");
    }

    /// <summary>Refuses a URI of an input that leads nowhere.</summary>
    /// <param name="name">The input.</param>
    /// <param name="uri">Its URI, or the id of an asset; null for none.</param>
    /// <param name="workspace">The workspace.</param>
    public static void CheckUri(string name, string? uri, WorkspaceAssets workspace)
    {
        if (uri is null) return;
        if (DatastorePaths.Datastore(uri) is { } datastore && workspace.FindChild("datastores", datastore) is null)
        {
            throw MachineLearningErrors.Reference($"The input '{name}'", uri, "DatastoreNotFound");
        }

        var isAsset = uri.StartsWith('/')
            || (uri.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase)
                && !uri.StartsWith("azureml://", StringComparison.OrdinalIgnoreCase));
        if (!isAsset && !uri.Contains("${{", StringComparison.Ordinal) && !Uri.TryCreate(uri, UriKind.Absolute, out _))
            throw Invalid($"The input '{name}' has the uri '{uri}', which is neither a URI nor the id of an asset.");
        if (!isAsset || workspace.Resolve(uri, "data") is not null || workspace.Resolve(uri, "models") is not null) return;
        throw MachineLearningErrors.Reference($"The input '{name}'", uri, "DataNotFound");
    }
}
