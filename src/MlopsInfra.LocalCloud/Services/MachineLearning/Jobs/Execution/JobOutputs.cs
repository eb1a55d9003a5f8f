using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Where outputs are, and the assets that they become.</summary>
internal sealed class JobOutputs(JobData data, IResourceManager resources)
{
    /// <summary>The place of an output: as it is said, else below the job's name in the default datastore.</summary>
    /// <param name="step">The command.</param>
    /// <param name="name">The output.</param>
    /// <param name="context">What all steps have in common.</param>
    public static string PlaceOf(CommandStep step, string name, JobContext context)
    {
        var output = step.Outputs[name];
        if (output.Uri is { } uri)
            return uri.Replace("${{name}}", step.Job.Name, StringComparison.Ordinal)
                .Replace("${{output_name}}", name, StringComparison.Ordinal);
        return $"azureml://datastores/{context.DefaultDatastore}/paths/azureml/{step.Job.Name}"
            + $"/{name}{(output.IsFile ? "" : "/")}";
    }

    /// <summary>Uploads what a command wrote.</summary>
    /// <param name="step">The command.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="access">Its rights.</param>
    /// <param name="succeeded">Whether it ended with 0. What is to be uploaded at the end is kept only then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where they are.</returns>
    public async Task<IReadOnlyDictionary<string, string>> KeepAsync(CommandStep step, JobContext context, JobFolder folder,
        JobAccess access, bool succeeded, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, output) in step.Outputs)
        {
            if (!succeeded && output.IsUpload) continue;
            places[name] = PlaceOf(step, name, context);
            await data.WriteAsync(folder.Output(name, output), places[name], context.Workspace, access, cancellationToken);
        }

        return places;
    }

    /// <summary>Registers the outputs that have the name of an asset.</summary>
    /// <param name="step">The command.</param>
    /// <param name="places">Where its outputs are.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <exception cref="JobException">The workspace refuses one.</exception>
    public async Task RegisterAsync(CommandStep step, IReadOnlyDictionary<string, string> places, JobContext context)
    {
        foreach (var (name, output) in step.Outputs.Where(pair => pair.Value.AssetName is not null))
        {
            var isModel = output.Type.EndsWith("_model", StringComparison.OrdinalIgnoreCase);
            var collection = isModel ? "models" : "data";
            var version = output.AssetVersion ?? NextVersion(context.Workspace, collection, output.AssetName!);
            var properties = isModel
                ? new JsonObject { ["modelType"] = output.Type, ["modelUri"] = places[name], ["jobName"] = step.Job.Name }
                : new JsonObject { ["dataType"] = output.Type, ["dataUri"] = places[name] };
            try
            {
                await resources.PutAsync(context.Workspace.VersionId(collection, output.AssetName!, version),
                    new JsonObject { ["properties"] = properties }, new ArmRequestOptions(), CancellationToken.None);
            }
            catch (ArmException exception)
            {
                throw JobException.User(
                    $"The output '{name}' can't become version '{version}' of '{output.AssetName}': {exception.Message}");
            }
        }
    }

    private static string NextVersion(WorkspaceAssets workspace, string collection, string name) =>
        (workspace.Versions(collection, name)
            .Select(version => long.TryParse(version["name"].AsText(), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max() + 1).ToString(CultureInfo.InvariantCulture);
}
