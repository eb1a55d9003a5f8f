using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads where Spark begins: a Python file of the code, or a class.</summary>
internal static class SparkEntry
{
    /// <summary>The value of <c>entry</c> as the spec of a component has it; null if it is left out or wrong.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What errors call it.</param>
    /// <param name="code">The files that the entry is one of; null if they are not known here.</param>
    public static JsonObject? Read(YamlMap owner, string what, CodeSnapshot? code)
    {
        if (owner.Map("entry") is not { } map) return null;
        var entry = new JsonObject().With("file", map.Text("file")).With("class_name", map.Text("class_name"));
        map.NoOthers($"the entry of {what}");
        if (entry.Count != 1)
        {
            map.Error(map.Location, $"the entry of {what} needs one of 'file', 'class_name'");
            return null;
        }

        if (entry["file"] is { } file && code is not null && code.Files.All(known => known.Path != file.GetValue<string>()))
            map.Error(map.At("file"), $"the entry file '{file}' is not in the code of {what}");
        return entry;
    }

    /// <summary>The same as a step has it.</summary>
    public static JsonObject? InStep(JsonNode? entry) => entry is not JsonObject map ? null
        : new JsonObject().Plus(map).With("spark_job_entry_type",
            map.ContainsKey("file") ? "SparkJobPythonEntry" : "SparkJobScalaEntry");
}
