using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>What a deployment's <c>dataCollector</c> asks for ("Collect production data from models deployed for real-time
/// inferencing").</summary>
/// <param name="Targets">The collections that are enabled.</param>
/// <param name="SampleRate">Percent of the requests that are collected: the least of the collections' rates.</param>
internal sealed record DataCollection(IReadOnlyList<CollectedTarget> Targets, double SampleRate)
{
    // Where Azure puts what names no data asset.
    private const string Default = "azureml://datastores/workspaceblobstore/paths/modelDataCollector";

    /// <summary>Reads it; null where nothing is collected.</summary>
    /// <param name="plan">The deployment.</param>
    /// <exception cref="WorkloadException">A collection's data asset does not exist, or lies at no datastore that
    /// does.</exception>
    public static DataCollection? Read(DeploymentPlan plan)
    {
        var targets = new List<CollectedTarget>();
        var rate = 1.0;
        foreach (var (name, value) in plan.Properties.At("dataCollector.collections") as JsonObject ?? [])
        {
            if (value is not JsonObject collection
                || !"Enabled".Equals(collection.Text("dataCollectionMode"), StringComparison.OrdinalIgnoreCase)) continue;
            rate = Math.Min(rate, collection.Number("samplingRate") ?? 1);
            var uri = AddressOf(plan, name, collection.Text("dataId"));
            targets.Add(new CollectedTarget(name, BlobFolders.Locate(uri, plan.Workspace) ?? throw new WorkloadException(
                $"The collection '{name}' of the data collector goes to '{uri}', which is no path of a datastore of "
                + "the workspace.")));
        }

        return targets.Count == 0 ? null : new DataCollection(targets, Math.Clamp(rate, 0, 1) * 100);
    }

    /// <summary>The variables by which the collector in a service finds its agent.</summary>
    /// <param name="port">The port of the agent.</param>
    public Dictionary<string, string> Variables(int port) => new()
    {
        ["AZUREML_MDC_ENABLED"] = "true",
        ["AZUREML_MDC_HOST"] = "127.0.0.1",
        ["AZUREML_MDC_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["AZUREML_MDC_SAMPLE_RATE"] = SampleRate.ToString(CultureInfo.InvariantCulture),
    };

    private static string AddressOf(DeploymentPlan plan, string collection, string? asset)
    {
        if (asset is not { Length: > 0 }) return $"{Default}/{plan.Endpoint.Name}/{plan.Id.Name}/{collection}";
        AssetReference? found = plan.Workspace.Resolve(asset, "data");
        return found?.Properties?["dataUri"].AsText() ?? throw new WorkloadException(
            $"The collection '{collection}' of the data collector names the data asset '{asset}', which does not exist.");
    }
}
