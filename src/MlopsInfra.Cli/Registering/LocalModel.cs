using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Running;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Registering;

/// <summary>Registers files of this machine as a model, as publishing does: the version is the hash of the content.</summary>
/// <param name="environment">The environment.</param>
/// <param name="progress">Is told.</param>
internal sealed class LocalModel(LifecycleEnvironment environment, ILifecycleProgress progress)
{
    private const string Step = "register";

    /// <summary>Uploads and registers them; what is there already is kept.</summary>
    /// <param name="candidate">Name, tags, properties and description.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="isDryRun">Whether only to say what would be done.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="CliException">There is no such file or folder.</exception>
    /// <exception cref="PublishException">Azure refuses.</exception>
    public async Task<RegisteredModel> RegisterAsync(ModelCandidate candidate, string path, bool isDryRun,
        CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        if (!Path.Exists(full))
            throw new CliException(ExitCode.Usage, "ModelNotFound", $"There is no file or folder {full}.", path);
        var reason = $"registered from {Path.GetFileName(full)}";
        using var folder = TemporaryFolder.Create();
        var file = Path.Combine(folder.Path, "model.yml");
        await File.WriteAllTextAsync(file, Describe(candidate, full, reason), cancellationToken);
        var publisher = new Publisher(environment.Connection, environment.Outputs);
        var plan = await publisher.PlanAsync(PipelineFolder.Read(file), cancellationToken);
        var planned = plan.Assets.Single(asset => asset.Kind == PublishKind.Model);
        var isNew = planned.Op == PublishOperation.Create;
        progress.Planned([new PlannedStep(Step,
            isNew ? $"upload {full} as {planned.Name}:{planned.Version}" : $"{planned.Name}:{planned.Version} is there: kept",
            isNew)]);
        if (!isDryRun) await publisher.ApplyAsync(plan, cancellationToken);
        progress.Changed(new LifecycleStep(Step, isNew && !isDryRun ? StepState.Done : StepState.Kept,
            $"{planned.Name}:{planned.Version}"));
        return new RegisteredModel(await ReadAsync(planned, cancellationToken), LifecycleTags.Register, reason,
            isNew && !isDryRun);
    }

    private async Task<ModelVersion> ReadAsync(PublishedAsset planned, CancellationToken cancellationToken) =>
        await new ModelRegistry(environment).FindAsync(planned.Name, planned.Version!, cancellationToken)
        ?? new ModelVersion(planned.Name, planned.Version!,
            $"{environment.WorkspaceId}/models/{planned.Name}/versions/{planned.Version}")
        {
            Tags = new Dictionary<string, string>(), Uri = "", Type = "custom_model",
        };

    // JSON is YAML, too.
    private static string Describe(ModelCandidate candidate, string path, string reason)
    {
        var tags = new JsonObject { [LifecycleTags.Decision] = LifecycleTags.Register, [LifecycleTags.Reason] = reason };
        foreach (var (name, value) in candidate.Tags) tags[name] = value;
        var model = new JsonObject
        {
            ["$schema"] = "https://azuremlschemas.azureedge.net/latest/model.schema.json",
            ["name"] = candidate.Name,
            ["type"] = "custom_model",
            ["path"] = path,
            ["tags"] = tags,
        };
        if (candidate.Properties.Count > 0)
            model["properties"] = new JsonObject(candidate.Properties.Select(property =>
                KeyValuePair.Create<string, JsonNode?>(property.Key, property.Value)));
        if (candidate.Description is { } description) model["description"] = description;
        return model.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
