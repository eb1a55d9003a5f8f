using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Monitors;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Schedules;

/// <summary>Reads schedules: of jobs of every type, of monitors, and of imports of data.</summary>
internal static class ScheduleReader
{
    private const string What = "a schedule";

    // What a stable version of the API does not have yet, or calls otherwise than Microsoft's client.
    private const string Preview = "2023-06-01-preview";

    private static readonly string[] Actions = ["create_job", "create_monitor", "import_data"];

    public static ScheduleDefinition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "schedule", (map, file) => Read(folder, map, file));

    private static ScheduleDefinition? Read(FolderReader folder, YamlMap map, string file)
    {
        var name = AssetName.Read(map, file, What);
        var trigger = TriggerReader.Read(map, What);
        var action = ReadAction(folder, map, file, trigger);
        map.Ignore("$schema", "type");
        var properties = new JsonObject()
            .With("trigger", trigger)
            .With("displayName", map.Text("display_name"))
            .With("description", map.Text("description"))
            .With("isEnabled", map.Flag("is_enabled"))
            .With("properties", Tags.Read(map, "properties"));
        properties["tags"] = Tags.Read(map) ?? [];
        map.NoOthers(What);
        if (trigger is null || action is null) return null;
        properties["action"] = action;
        return new ScheduleDefinition(name, map.Location)
        {
            Properties = properties,
            ApiVersion = map.Has("create_job") ? null : Preview,
        };
    }

    private static JsonObject? ReadAction(FolderReader folder, YamlMap map, string file, JsonObject? trigger)
    {
        var given = Actions.Where(map.Has).ToArray();
        map.Ignore(Actions);
        if (given.Length != 1)
        {
            map.Error(map.Location, given.Length == 0
                ? $"{What} needs one of {string.Join(", ", Actions)}"
                : $"{What} has one action, and not both '{given[0]}' and '{given[1]}'");
            return null;
        }

        var (type, key, content) = given[0] switch
        {
            "create_job" => ("CreateJob", "jobDefinition", ScheduledJobReader.Read(folder, map, file)),
            "create_monitor" => ("CreateMonitor", "monitorDefinition", MonitorReader.Read(folder, map, file, trigger)),
            _ => ("ImportData", "dataImportDefinition", DataImportReader.Read(folder, map, file)),
        };
        return content is null ? null : new JsonObject { ["actionType"] = type }.With(key, content);
    }
}
