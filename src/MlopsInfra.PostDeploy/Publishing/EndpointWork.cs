using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The batch endpoint as it is wanted, beside what is there.</summary>
internal sealed class EndpointWork
{
    private readonly BatchEndpointDefinition? definition;
    private readonly string location;
    private readonly JsonObject? found;

    /// <param name="name">Its name, the environment's.</param>
    /// <param name="location">Its region.</param>
    /// <param name="definition">What the folder says about it; null for nothing.</param>
    /// <param name="found">What a GET showed; null if there is none.</param>
    public EndpointWork(string name, string location, BatchEndpointDefinition? definition, JsonObject? found)
    {
        Name = name;
        this.location = location;
        this.definition = definition;
        this.found = found;
    }

    public string Name { get; }

    public string Path => $"batchEndpoints/{Name}";

    /// <summary>A PUT has to come before any deployment: there is none, or its creation failed.</summary>
    public bool IsMissing => found is null || State is "Failed" or "Canceled";

    public string? State => found?["properties"]?["provisioningState"]?.GetValue<string>();

    public string? DefaultDeployment => found?["properties"]?["defaults"]?["deploymentName"]?.GetValue<string>();

    public string? ScoringUri => found?["properties"]?["scoringUri"]?.GetValue<string>();

    /// <summary>Whether a PUT is needed so that a deployment is the default and the rest is as described.</summary>
    public bool Differs(string deployment) => DefaultDeployment != deployment || !IsAsDescribed;

    public string Op(string deployment) =>
        IsMissing ? PublishedAsset.Create : Differs(deployment) ? PublishedAsset.Update : PublishedAsset.Same;

    /// <summary>The body of a PUT. PATCH can't set the default deployment, so the whole endpoint is written.</summary>
    /// <param name="deployment">The default one; null for none.</param>
    public JsonObject Body(string? deployment)
    {
        var properties = new JsonObject { ["authMode"] = "AADToken" }.With("description", definition?.Description);
        if (deployment is not null) properties["defaults"] = new JsonObject { ["deploymentName"] = deployment };
        return new JsonObject
        {
            ["location"] = location,
            // Tags that others set, such as a policy, stay.
            ["tags"] = Tags(),
            ["identity"] = new JsonObject { ["type"] = "SystemAssigned" },
            ["properties"] = properties,
        };
    }

    private bool IsAsDescribed =>
        found is not null
        && found["properties"]?["description"]?.GetValue<string>() is var description
        && (description ?? "") == (definition?.Description ?? "")
        && (definition?.Tags ?? new Dictionary<string, string>()).All(tag => found["tags"]?[tag.Key]?.GetValue<string>() == tag.Value);

    private JsonObject Tags()
    {
        var tags = found?["tags"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in definition?.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        return tags;
    }
}
