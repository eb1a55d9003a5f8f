using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>A YAML file of the folder, and what it seems to describe.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Kind">What it describes.</param>
/// <param name="Name">Its <c>name</c>; empty if it has none.</param>
/// <param name="Version">Its <c>version</c>; null if it has none.</param>
internal sealed record FolderFile(string Path, FileKind Kind, string Name, string? Version)
{
    // Keys that only a job has. Both kinds say `type: pipeline`, and not every file names its schema.
    private static readonly string[] JobKeys = ["experiment_name", "settings", "compute", "component", "identity", "services"];

    /// <summary>Finds out what a file describes: by its <c>$schema</c>, else by its <c>type</c> and its own name.</summary>
    public static FolderFile? Inspect(string path)
    {
        // Mistakes in a file are reported when it is read for what it is, not while looking around.
        if (YamlFile.Load(path, path, new ErrorList()) is not { } map) return null;
        return new FolderFile(path, KindOf(path, map), Text(map, "name") ?? "", Text(map, "version"));
    }

    public static FileKind KindOf(string path, YamlMap map)
    {
        var schema = Text(map, "$schema");
        if (schema is not null && schema.Contains("azuremlschemas", StringComparison.OrdinalIgnoreCase)) return BySchema(schema);
        var type = Text(map, "type");
        if (type == "pipeline" && !map.Has("endpoint_name"))
        {
            return JobKeys.Any(map.Has) ? FileKind.PipelineJob : FileKind.PipelineComponent;
        }

        if (type == "command" && map.Has("command")) return FileKind.Component;
        var file = System.IO.Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        return file switch
        {
            "endpoint" => FileKind.BatchEndpoint,
            "deployment" => FileKind.BatchDeployment,
            "environment" => FileKind.Environment,
            _ when map.Has("endpoint_name") => FileKind.BatchDeployment,
            _ when map.Has("create_job") => FileKind.Schedule,
            _ when map.Has("auth_mode") => FileKind.BatchEndpoint,
            _ when map.Has("conda_file") => FileKind.Environment,
            _ => FileKind.Other,
        };
    }

    private static FileKind BySchema(string schema) => schema[(schema.LastIndexOf('/') + 1)..].Split('.')[0] switch
    {
        "commandComponent" => FileKind.Component,
        "pipelineComponent" => FileKind.PipelineComponent,
        "pipelineJob" => FileKind.PipelineJob,
        "environment" => FileKind.Environment,
        "data" => FileKind.Data,
        "model" => FileKind.Model,
        "batchEndpoint" => FileKind.BatchEndpoint,
        "pipelineComponentBatchDeployment" or "batchDeployment" or "modelBatchDeployment" => FileKind.BatchDeployment,
        "schedule" => FileKind.Schedule,
        _ => FileKind.Other,
    };

    private static string? Text(YamlMap map, string key) =>
        map.Entries.Where(entry => entry.Key == key).Select(entry => entry.Value)
            .OfType<YamlDotNet.RepresentationModel.YamlScalarNode>().FirstOrDefault()?.Value;
}
