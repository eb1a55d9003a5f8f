using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads deployments of a model to the batch endpoint.</summary>
internal static class ModelDeploymentReader
{
    private const string What = "a model deployment";

    private static readonly Dictionary<string, string> Actions = new()
    {
        ["append_row"] = "AppendRow", ["summary_only"] = "SummaryOnly",
    };

    /// <summary>The deployment that a mapping describes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="file">The file it is in.</param>
    public static ModelDeploymentDefinition Read(FolderReader folder, YamlMap map, string file)
    {
        var name = AssetName.Read(map, file, What);
        if (!map.Has("model")) map.Error(map.Location, $"{What} needs 'model'");
        var properties = new JsonObject()
            .With("description", map.Text("description"))
            .With("model", Model(folder, map, file))
            .With("codeConfiguration", CodeConfigurationReader.Read(folder, map, file))
            .With("environmentId", CodeConfigurationReader.Environment(folder, map, file, What))
            .With("compute", Compute(folder, map))
            .With("resources", Resources(map, map.Map("settings")));
        // Older schemas have the settings at the top.
        ReadSettings(map, properties);
        if (map.Map("settings") is { } settings)
        {
            settings.Ignore("instance_count");
            ReadSettings(settings, properties);
            settings.NoOthers($"the settings of {What}");
        }

        // `az ml` sends an empty list for files without a type.
        if (!properties.ContainsKey("environmentVariables") && !map.Has("type"))
            properties["environmentVariables"] = new JsonObject();
        if (properties["outputAction"]?.GetValue<string>() == "SummaryOnly" && properties.ContainsKey("outputFileName"))
            map.Error(map.Location,
                "'output_file_name' names the file of append_row; with 'output_action: summary_only' there is none");
        properties["properties"] = Tags.Read(map, "properties") ?? [];
        var content = new JsonObject { ["tags"] = Tags.Read(map) ?? [], ["properties"] = properties };
        var endpoint = map.Text("endpoint_name");
        map.Ignore("$schema", "id", "type", "provisioning_state");
        map.NoOthers(What);
        return new ModelDeploymentDefinition(name, map.Location) { EndpointName = endpoint, Content = content };
    }

    private static void ReadSettings(YamlMap map, JsonObject properties) => properties
        .With("outputFileName", map.Text("output_file_name"))
        .With("outputAction", Words.Read(map, "output_action", Actions))
        .With("errorThreshold", Numbers.Integer(map, "error_threshold"))
        .With("loggingLevel", map.Text("logging_level"))
        .With("miniBatchSize", Numbers.Integer(map, "mini_batch_size"))
        .With("maxConcurrencyPerInstance", Numbers.Integer(map, "max_concurrency_per_instance"))
        .With("environmentVariables", map.Json("environment_variables"))
        .With("retrySettings", Retries(map));

    private static JsonObject? Retries(YamlMap owner)
    {
        if (owner.Map("retry_settings") is not { } map) return null;
        var json = new JsonObject()
            .With("maxRetries", Numbers.Integer(map, "max_retries"))
            .With("timeout", Numbers.Seconds(map, "timeout"));
        map.NoOthers("'retry_settings'");
        return json;
    }

    private static JsonObject? Model(FolderReader folder, YamlMap map, string file) =>
        ModelReferenceReader.Read(folder, map, file) is { } model
            ? new JsonObject { ["referenceType"] = "Id" }.With("assetId", model) : null;

    private static ComputeLink? Compute(FolderReader folder, YamlMap map)
    {
        if (map.Required("compute", What).Length == 0) return null;
        // Azure looks it up when the deployment is made.
        return ReferenceReader.Compute(folder, map, "compute", isOfJob: true) is { } compute
            ? new ComputeLink(compute with { CanBeLeftOut = false }) : null;
    }

    private static JsonObject? Resources(YamlMap owner, YamlMap? settings)
    {
        if (owner.Map("resources") is not { } map)
        {
            return settings is not null && Numbers.Integer(settings, "instance_count") is { } count
                ? new JsonObject { ["instanceCount"] = count, ["properties"] = new JsonObject() } : null;
        }

        var json = new JsonObject()
            .With("instanceCount", Numbers.Integer(map, "instance_count"))
            .With("instanceType", map.Text("instance_type"))
            .With("maxInstanceCount", Numbers.Integer(map, "max_instance_count"));
        json["properties"] = map.Json("properties") ?? [];
        map.Ignore("locations", "shm_size", "docker_args");
        map.NoOthers("'resources'");
        return json;
    }
}
