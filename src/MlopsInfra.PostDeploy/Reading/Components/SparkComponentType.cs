using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Components that run a program on Spark.</summary>
internal sealed class SparkComponentType() : ComponentType("spark")
{
    public override bool Describes(YamlMap map) => map.Has("entry");

    public override void Read(ComponentSource source, JsonObject spec)
    {
        var (map, what) = (source.Map, source.What);
        if (!map.Has("entry")) map.Error(map.Location, $"{what} needs 'entry'");
        // Without a word on the code it is what lies beside the file.
        var code = CodeReader.Read(source.Folder, map, source.File, otherwise: ".");
        spec.With("code", code)
            .With("additional_includes", map.Value("additional_includes"))
            .With("environment", map.Has("environment")
                ? EnvironmentReader.ReadLink(source.Folder, map, source.File, what) : null)
            .Plus(Program(map, what, Wire.Links(code).OfType<CodeLink>().FirstOrDefault()?.Snapshot))
            .With("conf", SparkConf.Read(map));
        CommandCheck.Run(source, "args");
    }

    /// <summary>What a component says, and a step whose component is registered.</summary>
    /// <param name="map">The component or the step.</param>
    /// <param name="what">What errors call it.</param>
    /// <param name="code">The files of the program, if they are known.</param>
    public static JsonObject Program(YamlMap map, string what, Code.CodeSnapshot? code) => new JsonObject()
        .With("entry", SparkEntry.Read(map, what, code))
        .With("py_files", map.TextList("py_files"))
        .With("jars", map.TextList("jars"))
        .With("files", map.TextList("files"))
        .With("archives", map.TextList("archives"))
        .With("args", map.Text("args"));
}
