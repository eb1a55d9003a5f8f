using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The batch endpoint as it is wanted, beside what is there.</summary>
internal sealed class EndpointWork
{
    private static readonly string[] ReadOnly = ["provisioningState", "scoringUri", "swaggerUri"];

    private readonly BatchEndpointDefinition? _definition;
    private readonly string _location;
    private readonly JsonObject? _found;

    /// <param name="name">Its name, the environment's.</param>
    /// <param name="location">Its region.</param>
    /// <param name="definition">What the folder says about it; null for nothing.</param>
    /// <param name="found">What a GET showed; null if there is none.</param>
    public EndpointWork(string name, string location, BatchEndpointDefinition? definition, JsonObject? found)
    {
        Name = name;
        _location = location;
        _definition = definition;
        _found = found;
    }

    public string Name { get; }

    public string Path => $"batchEndpoints/{Name}";

    /// <summary>A PUT has to come before any deployment: there is none, or its creation failed.</summary>
    public bool IsMissing => _found is null || State is "Failed" or "Canceled";

    public string? State => _found?["properties"]?["provisioningState"]?.GetValue<string>();

    public string? DefaultDeployment => _found?["properties"]?["defaults"]?["deploymentName"]?.GetValue<string>();

    public string? ScoringUri => _found?["properties"]?["scoringUri"]?.GetValue<string>();

    /// <summary>Whether a PUT is needed so that a deployment is the default and the rest is as described.</summary>
    /// <param name="deployment">The deployment; null if the default stays what it is.</param>
    public bool Differs(string? deployment) => (deployment is not null && DefaultDeployment != deployment) || !IsAsDescribed;

    public PublishOperation Op(string? deployment) =>
        IsMissing ? PublishOperation.Create : Differs(deployment) ? PublishOperation.Update : PublishOperation.Same;

    /// <summary>
    /// The body of a PUT. PATCH can't set the default deployment, so the whole endpoint is written: as it was found, because its
    /// identity, its tags and its other settings are the program's (or a policy's), with what publishing decides.
    /// </summary>
    /// <param name="deployment">The default one; null if it stays what it is.</param>
    public JsonObject Body(string? deployment)
    {
        var properties = Writable(_found?["properties"]) ?? new JsonObject { ["authMode"] = "AADToken" };
        properties.With("description", _definition?.Description);
        if (deployment is not null) properties["defaults"] = new JsonObject { ["deploymentName"] = deployment };
        var body = new JsonObject
        {
            ["location"] = _found?["location"]?.DeepClone() ?? _location,
            ["identity"] = Identity() ?? new JsonObject { ["type"] = "SystemAssigned" },
            ["properties"] = properties,
        };
        var tags = _found?["tags"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in _definition?.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        if (tags.Count > 0) body["tags"] = tags;
        return body;
    }

    // What the folder does not say is not publishing's to change.
    private bool IsAsDescribed =>
        (_definition?.Description is not { } description
            || description == _found?["properties"]?["description"]?.GetValue<string>())
        && (_definition?.Tags
            ?? new Dictionary<string, string>()).All(tag => _found?["tags"]?[tag.Key]?.GetValue<string>() == tag.Value);

    private static JsonObject? Writable(JsonNode? properties)
    {
        if (properties?.DeepClone() is not JsonObject copy) return null;
        foreach (var name in ReadOnly) copy.Remove(name);
        return copy;
    }

    private JsonObject? Identity()
    {
        if (_found?["identity"] is not JsonObject there || there["type"] is not { } type) return null;
        var identity = new JsonObject { ["type"] = type.DeepClone() };
        if (there["userAssignedIdentities"] is not JsonObject assigned) return identity;
        var ids = new JsonObject();
        foreach (var (id, _) in assigned) ids[id] = new JsonObject();
        identity["userAssignedIdentities"] = ids;
        return identity;
    }
}
