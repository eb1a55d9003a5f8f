using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>Keys that several types of jobs have, in the form that Azure takes in a job.</summary>
internal static class JobFields
{
    /// <summary>What jobs of every type have.</summary>
    /// <param name="source">The job as it is written.</param>
    /// <param name="type">Its type over REST.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject Common(JobSource source, string type, string what)
    {
        var map = source.Map;
        map.Ignore("$schema", "type", "name", "version", "status", "creation_context", "id");
        return new JsonObject { ["jobType"] = type, ["isArchived"] = false }
            // A run without a display name is shown under the name that the file gives it, as with `az ml`.
            .With("displayName", map.Text("display_name") ?? map.Text("name"))
            .With("description", map.Text("description"))
            .With("experimentName", map.Text("experiment_name"))
            .With("tags", Tags.Read(map))
            .With("properties", Tags.Read(map, "properties"))
            .With("computeId", ReferenceReader.Compute(source.Folder, map, "compute", isOfJob: true) is { } compute
                ? new ComputeLink(compute) : null)
            .With("identity", JobIdentity.Read(map, what) is { } identity ? CamelCase.Of(identity) : null)
            .With("services", Services(map, what))
            .With("notificationSetting", Notifications(map));
    }

    /// <summary>Adds what the inputs are given and where the outputs go, and the versions of the data as a tag.</summary>
    /// <param name="content">Takes them.</param>
    /// <param name="inputs">What the inputs are given.</param>
    /// <param name="outputs">Where the outputs go.</param>
    /// <param name="location">Where the job is described.</param>
    public static JsonObject Bind(JsonObject content, IReadOnlyDictionary<string, InputBinding> inputs,
        IReadOnlyDictionary<string, OutputBinding> outputs, SourceLocation location)
    {
        content["inputs"] = new JsonObject(inputs.Where(input => !input.Value.IsOpen)
            .Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.InJob())));
        content["outputs"] = new JsonObject(
            outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value.InJob())));
        var data = inputs.Values.Select(binding => binding.Uri).SelectMany(Wire.Links).OfType<AssetLink>()
            .Where(link => link.Local is DataDefinition || link.Remote?.Collection == "data").ToArray();
        if (data.Length == 0) return content;
        if (content["tags"] is not JsonObject tags) content["tags"] = tags = [];
        tags.With(DataVersionsLink.Tag, new DataVersionsLink(data, location));
        return content;
    }

    /// <summary>The value of <c>resources</c>; null if it is left out.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Resources(YamlMap map, string what)
    {
        if (JobResources.Read(map, what) is not { } resources) return null;
        var content = InJob(resources);
        content["properties"] ??= new JsonObject();
        if (content["dockerArgs"] is not JsonArray list) return content;
        content.Remove("dockerArgs");
        return content.With("dockerArgsList", list);
    }

    /// <summary>The value of <c>queue_settings</c>; null if it is left out.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Queue(YamlMap map, string what) =>
        JobQueue.InRest(map, what) is { } queue ? CamelCase.Of(queue) : null;

    /// <summary>A number of seconds or minutes as a duration, as in <c>PT15M</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="isMinutes">Whether it counts minutes.</param>
    public static string? Duration(JsonNode? value, bool isMinutes = false) =>
        value is JsonValue number && number.TryGetValue<long>(out var count)
            ? XmlConvert.ToString(isMinutes ? TimeSpan.FromMinutes(count) : TimeSpan.FromSeconds(count)) : null;

    // `notification_settings: {email_on: [job_completed], emails: [...]}`.
    private static JsonObject? Notifications(YamlMap map)
    {
        if (map.Json("notification_settings") is not { } settings) return null;
        var content = CamelCase.Of(settings);
        if (content["emailOn"] is JsonArray events)
            content["emailOn"] = new JsonArray([.. events.Select(word => JsonValue.Create(CamelCase.Pascal($"{word}")))]);
        return content;
    }

    private static JsonObject? Services(YamlMap map, string what)
    {
        if (JobServices.Read(map, what) is not { } services) return null;
        return new JsonObject(services.Select(service =>
            KeyValuePair.Create(service.Key, (JsonNode?)InJob((JsonObject)service.Value!))));
    }

    // Names in `properties` are the author's.
    private static JsonObject InJob(JsonObject content)
    {
        var properties = content["properties"];
        content.Remove("properties");
        return CamelCase.Of(content).With("properties", properties);
    }
}
