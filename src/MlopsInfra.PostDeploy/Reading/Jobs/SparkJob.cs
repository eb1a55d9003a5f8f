using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>A job that runs on Spark.</summary>
internal sealed class SparkJob() : JobType("spark")
{
    private static readonly (string Key, string Name)[] Files =
        [("py_files", "pyFiles"), ("jars", "jars"), ("files", "files"), ("archives", "archives")];

    public override bool Describes(YamlMap map) => map.Has("entry");

    public override JsonObject Read(JobSource source)
    {
        var (folder, map) = (source.Folder, source.Map);
        if (!map.Has("entry")) map.Error(map.Location, $"{What} needs 'entry'");
        if (map.Has("compute") && map.Has("resources"))
            map.Error(map.At("resources"), $"{What} has 'compute' or 'resources', and not both");
        var content = JobFields.Common(source, "Spark", What)
            .With("codeId", CodeReader.Read(folder, map, source.File, AssetForm.Id, withCache: true))
            .With("entry", SparkEntry.InStep(SparkEntry.Read(map, What, code: null)) is { } entry ? CamelCase.Of(entry) : null)
            .With("conf", Conf(map))
            .With("args", map.Text("args"))
            .With("resources", JobResources.OfSpark(map, What) is { } resources ? CamelCase.Of(resources) : null)
            .With("queueSettings", JobFields.Queue(map, What))
            .With("environmentVariables", Tags.Read(map, "environment_variables"));
        if (map.Has("environment"))
            content.With("environmentId", EnvironmentReader.ReadLink(folder, map, source.File, What, AssetForm.Id));
        foreach (var (key, name) in Files) content.With(name, map.Value(key));
        var (inputs, outputs) = (BindingReader.ReadInputs(folder, map, source.File), BindingReader.ReadOutputs(map));
        map.NoOthers(What);
        return JobFields.Bind(content, inputs, outputs, map.Location);
    }

    // A map of text in a job, by the service's contract.
    private static JsonObject? Conf(YamlMap map)
    {
        if (SparkConf.Read(map) is not { } conf) return null;
        return new JsonObject(conf.Select(entry => KeyValuePair.Create(entry.Key,
            (JsonNode?)JsonValue.Create(Text(entry.Value)))));
    }

    private static string? Text(JsonNode? value) => value is JsonValue flag && flag.TryGetValue<bool>(out var truth)
        ? (truth ? "True" : "False") : value?.ToString();
}
