using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>
/// The outputs of a run as run history names them: by the ids of assets, which other services lead to paths in datastores.
/// </summary>
internal static partial class OutputAssets
{
    /// <summary>The outputs of a run: the id and the type of each.</summary>
    public static JsonObject Of(TrackingCall call, string run, JsonObject? job, JobRun? execution)
    {
        var assets = new JsonObject();
        foreach (var name in Names(job, execution))
        {
            var type = TypeOf(job, name);
            var collection = type.EndsWith("_model", StringComparison.Ordinal) ? "models" : "data";
            assets[name] = new JsonObject
            {
                ["assetId"] =
                    $"azureml://locations/{call.Workspace.Region}/workspaces/{WorkspaceResource.GuidOf(call.Workspace.Id)}"
                    + $"/{collection}/azureml_{run}_output_data_{name}/versions/1",
                ["type"] = type,
            };
        }

        return assets;
    }

    /// <summary>The run and the output that an id is of; null if it is none of these.</summary>
    public static (string Run, string Output)? Parse(string assetId) =>
        OutputId().Match(assetId) is { Success: true } match ? (match.Groups["run"].Value, match.Groups["output"].Value) : null;

    /// <summary>The type of an output, as in <c>uri_folder</c>.</summary>
    public static string TypeOf(JsonObject? job, string name) => job?["properties"]?["outputs"]?[name]?["jobOutputType"].AsText()
        ?? "uri_folder";

    /// <summary>Where an output is: a path in a datastore.</summary>
    public static string PathOf(TrackingCall call, string run, string name, JsonObject? job, JobRun? execution) =>
        DatastorePaths.Long(execution?.Outputs.GetValueOrDefault(name) ?? job?["properties"]?["outputs"]?[name]?["uri"].AsText()
            ?? $"azureml://datastores/workspaceblobstore/paths/azureml/{run}/{name}/", call.Workspace.Id)!;

    // The client looks for the files of the run itself by another way.
    private static IEnumerable<string> Names(JsonObject? job, JobRun? execution) =>
        (job?["properties"]?["outputs"] as JsonObject ?? []).Select(pair => pair.Key).Concat(execution?.Outputs.Keys ?? [])
            .Distinct().Where(name => name != "default");

    [GeneratedRegex(@"/(?:data|models)/azureml_(?<run>.+)_output_data_(?<output>.+)/versions/1\z")]
    private static partial Regex OutputId();
}
