using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// The deployment of the pipeline as it is wanted, beside those that are there. Its name ends with the hash of its content: new
/// content is a new deployment, so that the one before stays as it was.
/// </summary>
internal sealed partial class DeploymentWork
{
    /// <summary>
    /// Marks the deployments that publishing made; only those are ever pruned. Its value is the pipeline's name.
    /// </summary>
    public const string OwnerTag = "mlops-pipeline";

    // Names have at most 32 characters; a hyphen and the hash take nine.
    private const int HashLength = 8;
    private const int BaseLength = 32 - HashLength - 1;

    private readonly JsonObject _content;
    private readonly IReadOnlyList<JsonObject> _found;
    private readonly JsonObject? _same;

    /// <param name="contents">The folder.</param>
    /// <param name="graph">The assets of the folder.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="found">The deployments of the endpoint.</param>
    public DeploymentWork(FolderContents contents, AssetGraph graph, EnvironmentOutputs outputs, IReadOnlyList<JsonObject> found)
    {
        _found = found;
        Pipeline = contents.Deployed!.Name;
        _content = Content(contents, outputs);
        Needs = graph.Needs(_content);
        // The workspace's id stays out of the hash, so that environments with the same cluster name have the same deployments.
        Hash = graph.Hash(_content);
        Name = $"{BaseName(contents.Deployment?.Name ?? Pipeline)}-{Hash[..HashLength]}";
        _same = found.FirstOrDefault(deployment => NameOf(deployment).Equals(Name, StringComparison.OrdinalIgnoreCase));
    }

    public string Name { get; }

    public string Hash { get; }

    public string Pipeline { get; }

    public string? State => _same?["properties"]?["provisioningState"]?.GetValue<string>();

    /// <summary>One that failed is written again: its name is bound to its content.</summary>
    public bool IsMissing => _same is null || State is "Failed" or "Canceled" or "Deleting";

    public PublishOperation Op => IsMissing ? PublishOperation.Create : PublishOperation.Same;

    /// <summary>What has to be registered before it.</summary>
    public IReadOnlyList<Asset> Needs { get; }

    /// <summary>The body of the PUT.</summary>
    public JsonObject Body(LinkTargets targets) => Wire.Resolve(_content, targets);

    public static string PathOf(string endpoint, string deployment) => $"batchEndpoints/{endpoint}/deployments/{deployment}";

    /// <summary>
    /// What is kept for a rollback, and what is pruned, once this deployment is the default: the default before it is kept, or,
    /// where this one was it already, the newest other one.
    /// </summary>
    public (string? Kept, IReadOnlyList<string> Pruned) After(string? defaultBefore)
    {
        var others = _found
            .Where(deployment => !NameOf(deployment).Equals(Name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(deployment => deployment["systemData"]?["createdAt"]?.GetValue<string>(), StringComparer.Ordinal)
            .ToArray();
        var kept = others.FirstOrDefault(other => NameOf(other).Equals(defaultBefore, StringComparison.OrdinalIgnoreCase))
            ?? others.FirstOrDefault(IsOurs);
        return (kept is null ? null : NameOf(kept), [.. others.Where(other => other != kept && IsOurs(other)).Select(NameOf)]);
    }

    private bool IsOurs(JsonObject deployment) => deployment["tags"]?[OwnerTag]?.GetValue<string>() == Pipeline;

    private static string NameOf(JsonObject deployment) => deployment["name"]!.GetValue<string>().Split('/')[^1];

    private static JsonObject Content(FolderContents contents, EnvironmentOutputs outputs)
    {
        var pipeline = contents.Deployed!;
        var settings =
            (contents.Deployment?.Settings ?? new PipelineSettings()).Or(pipeline.Job?.Settings ?? new PipelineSettings());
        var location = pipeline.Component.Location;
        var tags = new JsonObject { [OwnerTag] = pipeline.Name };
        foreach (var (name, value) in contents.Deployment?.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        var configuration = new JsonObject
        {
            ["deploymentConfigurationType"] = "PipelineComponent",
            ["componentId"] = pipeline.Reference,
            ["settings"] = Settings(settings, location),
        };
        return new JsonObject
        {
            ["location"] = outputs.Location,
            ["tags"] = tags,
            ["properties"] = new JsonObject { ["deploymentConfiguration"] = configuration }
                .With("description", contents.Deployment?.Description ?? pipeline.Local?.Description),
        };
    }

    /// <summary>A map of text; computes and datastores by their bare names, as Azure's samples have it.</summary>
    private static JsonObject Settings(PipelineSettings settings, SourceLocation location) =>
        new JsonObject()
            .With("default_compute",
                new ComputeLink(settings.DefaultCompute ?? new ComputeReference(null, null, IsOfJob: false, location),
                    bare: true))
            .With("default_datastore", settings.DefaultDatastore)
            .With("continue_on_step_failure", Text(settings.ContinueOnStepFailure))
            .With("force_rerun", Text(settings.ForceRerun));

    private static string? Text(bool? flag) => flag is { } value ? (value ? "True" : "False") : null;

    private static string BaseName(string name)
    {
        var allowed = NotAllowed().Replace(name, "-").Trim('-');
        if (allowed.Length == 0 || !char.IsAsciiLetter(allowed[0])) allowed = "d" + allowed;
        return (allowed.Length > BaseLength ? allowed[..BaseLength] : allowed).TrimEnd('-').ToLowerInvariant();
    }

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex NotAllowed();
}
