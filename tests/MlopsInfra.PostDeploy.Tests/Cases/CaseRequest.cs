using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>A request that writes.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">Path below the workspace, as in <c>components/train/versions/1</c>.</param>
/// <param name="Body">What was sent.</param>
internal sealed record CaseRequest(string Method, string Path, JsonObject Body)
{
    /// <summary>Where the workspace keeps it, as in <c>components</c> or <c>batchEndpoints/deployments</c>.</summary>
    public string Collection => Path.Split('/') switch
    {
        [var kind, _, "versions", _] => kind,
        [var kind, _, "deployments", _] => $"{kind}/deployments",
        var parts => parts[0],
    };

    /// <summary>Its name; a deployment's is that of its endpoint and its own.</summary>
    public string Name => Path.Split('/') switch
    {
        [_, var endpoint, "deployments", var name] => $"{endpoint}/{name}",
        var parts => parts[1],
    };

    /// <summary>Its version; null if it has none.</summary>
    public string? Version => Path.Split('/') is [_, _, "versions", var version] ? version : null;
}
