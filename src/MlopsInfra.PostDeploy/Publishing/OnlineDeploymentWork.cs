using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// A deployment of an online endpoint as it is wanted, beside what is there. It keeps the name in its file, by which traffic is
/// routed to it, and is updated in place: Azure replaces its containers one by one. The hash of its content is kept in a tag.
/// </summary>
internal sealed class OnlineDeploymentWork
{
    private readonly OnlineDeploymentDefinition _definition;
    private readonly string _location;
    private readonly JsonObject? _found;

    /// <param name="definition">What its file says.</param>
    /// <param name="location">The region.</param>
    /// <param name="graph">The assets of the folder.</param>
    /// <param name="found">What a GET showed; null if there is none.</param>
    public OnlineDeploymentWork(OnlineDeploymentDefinition definition, string location, AssetGraph graph, JsonObject? found)
    {
        _definition = definition;
        _location = location;
        _found = found;
        Needs = graph.Needs(definition.Content);
        Hash = graph.Hash(definition.Content);
    }

    public string Name => _definition.Name;

    /// <summary>Its endpoint's name and its own, as people are told.</summary>
    public string FullName => $"{_definition.Endpoint}/{Name}";

    public string Hash { get; }

    /// <summary>What has to be registered before it.</summary>
    public IReadOnlyList<Asset> Needs { get; }

    public string Path => PathOf(_definition.Endpoint, Name);

    public string? State => _found?["properties"]?["provisioningState"]?.GetValue<string>();

    /// <summary>Whether an earlier attempt went wrong: then it is written again.</summary>
    public bool HasFailed => State is "Failed" or "Canceled" or "Deleting";

    public PublishOperation Op =>
        _found is null ? PublishOperation.Create
        : _found["tags"]?[ContentTag.Name]?.GetValue<string>() == Hash && !HasFailed ? PublishOperation.Same
        : PublishOperation.Update;

    public static string PathOf(string endpoint, string deployment) => $"onlineEndpoints/{endpoint}/deployments/{deployment}";

    /// <summary>The body of the PUT.</summary>
    public JsonObject Body(LinkTargets targets)
    {
        var body = Wire.Resolve(_definition.Content, targets);
        body["location"] = _location;
        body["tags"]![ContentTag.Name] = Hash;
        return body;
    }
}
