using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>
/// The kinds that the keys of a file tell, where it names no schema: its <c>type</c>, and what only one kind has.
/// </summary>
internal static class KeyKinds
{
    // Jobs and components have the same types. Keys that only a job has, and only a component; then those that a component is
    // seldom given, since Azure passes them over there.
    private static readonly string[] JobKeys = ["experiment_name", "settings", "component"];
    private static readonly string[] ComponentKeys = ["version", "is_deterministic"];
    private static readonly string[] RunKeys = ["compute", "identity", "services", "queue_settings"];

    private static readonly string[] OnlineDeploymentKeys =
    [
        "instance_type", "instance_count", "scale_settings", "request_settings", "liveness_probe", "readiness_probe",
        "startup_probe", "data_collector", "app_insights_enabled", "egress_public_network_access", "model_mount_path",
    ];

    private static readonly string[] OnlineEndpointKeys = ["traffic", "mirror_traffic", "public_network_access", "compute"];

    /// <summary>The kind of a file.</summary>
    /// <param name="path">The file; its name counts where the keys say nothing.</param>
    /// <param name="map">Its keys.</param>
    /// <param name="type">Its <c>type</c>; null if it has none.</param>
    public static FileKind Of(string path, YamlMap map, string? type)
    {
        var stem = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        // A manifest of Kubernetes may be called deployment.yml, a Conda file environment.yml.
        if (map.Has("apiVersion") || (map.Has("dependencies") && !map.Has("image"))) return FileKind.Other;
        if (map.Has("endpoint_name") || stem == "deployment") return DeploymentOf(map, type);
        if (map.Has("create_job") || map.Has("create_monitor")) return FileKind.Schedule;
        if (map.Has("import_data")) return FileKind.Schedule;
        return OfType(map, type) ?? OfKeys(stem, map);
    }

    private static FileKind? OfType(YamlMap map, string? type) => type?.ToLowerInvariant() switch
    {
        "pipeline" => IsJob(map) ? FileKind.PipelineJob : FileKind.PipelineComponent,
        "command" when map.Has("command") => IsJob(map) ? FileKind.CommandJob : FileKind.Component,
        "sweep" when map.Has("trial") => FileKind.SweepJob,
        "automl" when map.Has("task") => FileKind.AutoMLJob,
        "spark" when map.Has("entry") => IsJob(map) || map.Has("resources") ? FileKind.SparkJob : FileKind.Component,
        "parallel" when map.Has("task") => FileKind.Component,
        "import" when map.Has("source") => IsJob(map) ? FileKind.OtherJob : FileKind.Component,
        "data_transfer" when map.Has("task") => IsJob(map) ? FileKind.OtherJob : FileKind.Component,
        "uri_file" or "uri_folder" or "mltable" when map.Has("source") => FileKind.DataImport,
        "uri_file" or "uri_folder" or "mltable" => FileKind.Data,
        "custom_model" or "mlflow_model" or "triton_model" => FileKind.Model,
        "amlcompute" or "computeinstance" or "virtualmachine" or "kubernetes" or "synapsespark" => FileKind.Compute,
        "azure_blob" or "azure_file" or "azure_data_lake_gen1" or "azure_data_lake_gen2" or "hdfs" or "one_lake" =>
            FileKind.Datastore,
        not null when map.Has("credentials") && map.Has("target") => FileKind.Connection,
        _ => null,
    };

    private static FileKind OfKeys(string stem, YamlMap map) => stem switch
    {
        _ when map.Has("auth_mode") || stem == "endpoint" =>
            OnlineEndpointKeys.Any(map.Has) || Text(map, "auth_mode")?.ToLowerInvariant() is "key" or "aml_token" or "amltoken"
                ? FileKind.OnlineEndpoint : FileKind.BatchEndpoint,
        _ when map.Has("conda_file") || stem == "environment" => FileKind.Environment,
        _ when map.Has("command") && map.Has("environment") => IsJob(map) ? FileKind.CommandJob : FileKind.Component,
        "data" when map.Has("path") => FileKind.Data,
        "model" when map.Has("path") => FileKind.Model,
        _ when map.Has("image") && !map.Has("services") && map.Has("name") => FileKind.Environment,
        _ when NodeOf(map, "build") is YamlMappingNode build && build.Children.ContainsKey(new YamlScalarNode("path")) =>
            FileKind.Environment,
        _ => FileKind.Other,
    };

    // `type` says of a batch deployment what is deployed, of an online one where.
    private static FileKind DeploymentOf(YamlMap map, string? type) => type?.ToLowerInvariant() switch
    {
        "pipeline" or "model" => FileKind.BatchDeployment,
        "managed" or "kubernetes" => FileKind.OnlineDeployment,
        _ => OnlineDeploymentKeys.Any(map.Has) ? FileKind.OnlineDeployment : FileKind.BatchDeployment,
    };

    /// <summary>A job gives its inputs values, a component declares them.</summary>
    private static bool IsJob(YamlMap map) =>
        JobKeys.Any(map.Has) || (!ComponentKeys.Any(map.Has) && (RunKeys.Any(map.Has) || GivesInputs(map)));

    private static bool GivesInputs(YamlMap map) =>
        NodeOf(map, "inputs") is YamlMappingNode inputs && inputs.Children.Values.Any(input => input switch
        {
            YamlScalarNode => true,
            YamlMappingNode given => given.Children.Keys.OfType<YamlScalarNode>().Any(key => key.Value is "path" or "value"),
            _ => false,
        });

    private static string? Text(YamlMap map, string key) => (NodeOf(map, key) as YamlScalarNode)?.Value;

    // Looking around is not reading: it neither reports mistakes nor counts a key as understood.
    private static YamlNode? NodeOf(YamlMap map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key == key).Value;
}
