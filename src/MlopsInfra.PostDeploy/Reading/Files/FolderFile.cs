using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>A YAML file of the folder, and what it seems to describe.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Kind">What it describes.</param>
/// <param name="Map">Its keys.</param>
internal sealed record FolderFile(string Path, FileKind Kind, YamlMap Map)
{
    /// <summary>Its <c>name</c>; empty if it has none.</summary>
    public string Name => Text(Map, "name") ?? "";

    /// <summary>Its <c>version</c>; null if it has none.</summary>
    public string? Version => Text(Map, "version");

    /// <summary>Its <c>type</c>; null if it has none.</summary>
    public string? Type => Text(Map, "type");

    /// <summary>The endpoint that it is a deployment of; null if it names none.</summary>
    public string? Endpoint => Text(Map, "endpoint_name");

    /// <summary>Its <c>$schema</c>; null if it has none.</summary>
    public string? Schema => Text(Map, "$schema");

    /// <summary>Finds out what a file describes.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="map">Its keys.</param>
    public static FolderFile Of(string path, YamlMap map) => new(path, KindOf(path, map), map);

    /// <summary>
    /// What a file describes. The <c>$schema</c> tells a job from a component; which job or component it is says the
    /// <c>type</c>, as in Microsoft's client: public samples name the wrong schema now and then.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="map">Its keys.</param>
    public static FileKind KindOf(string path, YamlMap map)
    {
        var type = Text(map, "type");
        return SchemaKinds.Of(Text(map, "$schema")) switch
        {
            null => KeyKinds.Of(path, map, type),
            FileKind.Component or FileKind.PipelineComponent when type is not null =>
                type == "pipeline" ? FileKind.PipelineComponent : FileKind.Component,
            FileKind.PipelineJob or FileKind.CommandJob or FileKind.SweepJob or FileKind.SparkJob or FileKind.AutoMLJob
                or FileKind.OtherJob when type is not null => JobOf(type),
            { } kind => kind,
        };
    }

    private static FileKind JobOf(string type) => type switch
    {
        "pipeline" => FileKind.PipelineJob,
        "command" => FileKind.CommandJob,
        "sweep" => FileKind.SweepJob,
        "spark" => FileKind.SparkJob,
        "automl" => FileKind.AutoMLJob,
        _ => FileKind.OtherJob,
    };

    private static string? Text(YamlMap map, string key) =>
        map.Entries.Where(entry => entry.Key == key).Select(entry => entry.Value).OfType<YamlScalarNode>().FirstOrDefault()
            is { } scalar && !YamlScalar.IsNull(scalar) ? YamlScalar.AsLiteral(scalar) : null;
}
