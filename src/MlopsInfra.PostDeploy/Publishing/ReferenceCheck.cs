using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// Holds what a folder refers to without describing it to the workspace: a reference that points at nothing is found before
/// anything is written. The latest versions are fixed here, so that what is published is what was planned.
/// </summary>
/// <param name="outputs">The environment.</param>
/// <param name="find">Reads a resource below the workspace; null if there is none.</param>
internal sealed class ReferenceCheck(EnvironmentOutputs outputs, Func<string, Task<JsonObject?>> find)
{
    private readonly ErrorList _errors = new();
    private readonly List<PipelineError> _warnings = [];

    /// <summary>What Azure takes, and what fails later.</summary>
    public IReadOnlyList<PipelineError> Warnings => _warnings;

    /// <summary>The versions that references to a "latest" of the workspace stand for.</summary>
    /// <param name="contents">The folder.</param>
    /// <exception cref="PipelineFolderException">The workspace lacks something.</exception>
    public async Task<IReadOnlyDictionary<RemoteAsset, string>> RunAsync(FolderContents contents)
    {
        var links = contents.Links().ToArray();
        var assets = links.OfType<AssetLink>().Select(link => link.Remote).OfType<RemoteAsset>()
            .Where(asset => asset.IsInWorkspace).Distinct().ToArray();
        var computes = ComputesOf(contents, links).Where(IsLookedUp).ToArray();
        var foundAssets = assets.Select(asset => find(PathOf(asset))).ToArray();
        var foundComputes = computes.Select(compute => find($"computes/{compute.Name}")).ToArray();
        var jobs = links.OfType<JobLink>().Where(job => job.Name is not null).ToArray();
        var foundJobs = jobs.Select(job => find($"jobs/{job.Name}")).ToArray();
        await Task.WhenAll([.. foundAssets, .. foundComputes, .. foundJobs]);

        var latest = new Dictionary<RemoteAsset, string>();
        foreach (var (asset, found) in assets.Zip(foundAssets))
        {
            if (VersionOf(asset, found.Result) is { } version) latest[asset] = version;
        }

        foreach (var (compute, found) in computes.Zip(foundComputes))
        {
            if (found.Result is null) Missing(compute);
        }

        foreach (var (job, found) in jobs.Zip(foundJobs))
        {
            if (found.Result is null)
            {
                _errors.Add(job.Location,
                    $"'{job.Text}' is neither described in this folder nor a job of the workspace '{outputs.WorkspaceName}'");
            }
        }

        _errors.ThrowIfAny();
        return latest;
    }

    private static string PathOf(RemoteAsset asset) =>
        asset.Version is null ? $"{asset.Collection}/{asset.Name}" : $"{asset.Collection}/{asset.Name}/versions/{asset.Version}";

    private static IEnumerable<ComputeReference> ComputesOf(FolderContents contents, IEnumerable<Link> links) =>
        links.OfType<ComputeLink>().Select(link => link.Compute)
            .Concat(new[] { contents.Deployment?.Settings.DefaultCompute,
                contents.Deployed?.Job?.DeployedSettings.DefaultCompute }
                .OfType<ComputeReference>())
            .Distinct();

    private bool IsLookedUp(ComputeReference compute) =>
        compute.Name is not (null or ComputeReference.Serverless or ComputeReference.DataFactory)
            && compute.Name != outputs.TrainingComputeName;

    private string? VersionOf(RemoteAsset asset, JsonObject? found)
    {
        var version = asset.Version ?? found?["properties"]?["latestVersion"]?.GetValue<string>();
        if (found is null || (version is null && asset.Label is null))
        {
            _errors.Add(asset.Location,
                $"'{asset.Text}' is neither described in this folder nor registered in the workspace '{outputs.WorkspaceName}'");
        }

        return version;
    }

    // Azure looks the computes of a job up, and takes any other: a component may be registered before its compute is made.
    private void Missing(ComputeReference compute)
    {
        var remedy = compute.CanBeLeftOut
            ? $"leave it out to use the environment's training cluster '{outputs.TrainingComputeName}', or map it with "
                + $"--compute {compute.Name}={outputs.TrainingComputeName}"
            : $"create or attach it before, or name another one with --compute {compute.Name}=NAME";
        var message = $"the compute '{compute.Name}' does not exist in the workspace '{outputs.WorkspaceName}'; {remedy}";
        if (compute.IsOfJob) _errors.Add(compute.Location, message);
        else _warnings.Add(new PipelineError(compute.Location, message));
    }
}
