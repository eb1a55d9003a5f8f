using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// A deployment of the batch endpoint as it is wanted, beside those that are there. Its name ends with the hash of its content:
/// new content is a new deployment, so that the one before stays as it was.
/// </summary>
internal sealed partial class BatchDeploymentWork
{
    // Names have at most 32 characters; a hyphen and the hash take nine.
    private const int HashLength = 8;
    private const int BaseLength = 32 - HashLength - 1;

    private readonly BatchDeployment _wanted;
    private readonly IReadOnlyList<JsonObject> _found;
    private readonly JsonObject? _same;

    /// <param name="wanted">What is deployed.</param>
    /// <param name="graph">The assets of the folder.</param>
    /// <param name="found">The deployments of the endpoint.</param>
    public BatchDeploymentWork(BatchDeployment wanted, AssetGraph graph, IReadOnlyList<JsonObject> found)
    {
        _wanted = wanted;
        _found = found;
        Needs = graph.Needs(wanted.Content);
        // The workspace's id stays out of the hash, so that environments with the same cluster name have the same deployments.
        Hash = graph.Hash(wanted.Content);
        Name = $"{BaseName(wanted.Name)}-{Hash[..HashLength]}";
        _same = found.FirstOrDefault(deployment => NameOf(deployment).Equals(Name, StringComparison.OrdinalIgnoreCase));
    }

    public string Name { get; }

    public string Hash { get; }

    /// <summary>The name in its file.</summary>
    public string FileName => _wanted.Name;

    public string? State => _same?["properties"]?["provisioningState"]?.GetValue<string>();

    /// <summary>One that failed is written again: its name is bound to its content.</summary>
    public bool IsMissing => _same is null || State is "Failed" or "Canceled" or "Deleting";

    public PublishOperation Op => IsMissing ? PublishOperation.Create : PublishOperation.Same;

    /// <summary>What has to be registered before it.</summary>
    public IReadOnlyList<Asset> Needs { get; }

    /// <summary>The body of the PUT.</summary>
    public JsonObject Body(LinkTargets targets) => Wire.Resolve(_wanted.Content, targets);

    /// <summary>The bare name of a deployment that was found.</summary>
    public static string NameOf(JsonObject deployment) => deployment["name"]!.GetValue<string>().Split('/')[^1];

    public static string PathOf(string endpoint, string deployment) => $"batchEndpoints/{endpoint}/deployments/{deployment}";

    /// <summary>
    /// What is kept for a rollback, and what is pruned, once this deployment is there: the default before is kept, or, where
    /// that is published now, the newest other one.
    /// </summary>
    /// <param name="defaultBefore">The endpoint's default so far; null if it has none.</param>
    /// <param name="published">The names of all deployments that are published now.</param>
    public (string? Kept, IReadOnlyList<string> Pruned) After(string? defaultBefore, IReadOnlySet<string> published)
    {
        var others = _found
            .Where(deployment => !published.Contains(NameOf(deployment)))
            .OrderByDescending(deployment => deployment["systemData"]?["createdAt"]?.GetValue<string>(), StringComparer.Ordinal)
            .ToArray();
        var kept = others.FirstOrDefault(other => NameOf(other).Equals(defaultBefore, StringComparison.OrdinalIgnoreCase))
            ?? others.FirstOrDefault(IsOurs);
        return (kept is null ? null : NameOf(kept), [.. others.Where(other => other != kept && IsOurs(other)).Select(NameOf)]);
    }

    private bool IsOurs(JsonObject deployment) =>
        deployment["tags"]?[_wanted.OwnerTag]?.GetValue<string>() == _wanted.Owner;

    private static string BaseName(string name)
    {
        var allowed = NotAllowed().Replace(name, "-").Trim('-');
        if (allowed.Length == 0 || !char.IsAsciiLetter(allowed[0])) allowed = "d" + allowed;
        return (allowed.Length > BaseLength ? allowed[..BaseLength] : allowed).TrimEnd('-').ToLowerInvariant();
    }

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex NotAllowed();
}
