using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Reads what a parallel step does with each part of the data.</summary>
internal static class ParallelTask
{
    /// <summary>The value of <c>task</c>, as component and step have it; null if it is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">What has the key.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="what">What errors call the owner.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap owner, string file, string what)
    {
        if (owner.Map("task") is not { } map) return null;
        var of = $"the task of {what}";
        if (!map.Has("type")) map.Error(map.Location, $"{of} needs 'type': run_function, model, function");
        var type = map.Word("type", "run_function", "model", "function");
        var task = new JsonObject()
            .With("type", type)
            .With("code", CodeReader.Read(folder, map, file))
            .With("entry_script", map.Text("entry_script"))
            .With("program_arguments", map.Text("program_arguments"))
            .With("model", map.Text("model"))
            .With("append_row_to", map.Text("append_row_to"));
        // A model that MLflow wrote says itself what it runs in.
        if (type != "model" || map.Has("environment"))
            task.With("environment", EnvironmentReader.ReadLink(folder, map, file, of));
        map.WarnOthers(of);
        return task;
    }
}
