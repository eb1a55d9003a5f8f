using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads schedules that submit a pipeline job.</summary>
internal static class ScheduleReader
{
    private const string What = "a schedule";

    public static ScheduleDefinition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "schedule", (map, file) => ReadSchedule(folder, map, file));

    private static ScheduleDefinition? ReadSchedule(FolderReader folder, YamlMap map, string file)
    {
        var name = AssetName.Read(map, file, What);
        var trigger = ReadTrigger(map);
        var job = ReadJob(folder, map, file);
        map.Ignore("$schema", "properties");
        var properties = new JsonObject { ["isEnabled"] = true, ["trigger"] = trigger }
            .With("displayName", map.Text("display_name"))
            .With("description", map.Text("description"));
        properties["tags"] = Tags.Read(map) ?? [];
        map.NoOthers(What);
        if (trigger is null || job is null) return null;
        properties["action"] = new JsonObject { ["actionType"] = "CreateJob", ["jobDefinition"] = job };
        return new ScheduleDefinition(name, map.Location) { Properties = properties };
    }

    private static JsonObject? ReadTrigger(YamlMap map)
    {
        if (map.Map("trigger") is not { } trigger)
        {
            map.Error(map.Location, $"{What} needs 'trigger'");
            return null;
        }

        var json = new JsonObject();
        switch (trigger.OneOf("type", "cron", "recurrence"))
        {
            case "cron":
                json["triggerType"] = "Cron";
                json["expression"] = trigger.Required("expression", "a cron trigger");
                break;
            case "recurrence":
                json["triggerType"] = "Recurrence";
                json["frequency"] = trigger.OneOf("frequency", "minute", "hour", "day", "week", "month") is { } every
                    ? char.ToUpperInvariant(every[0]) + every[1..] : "Day";
                json["interval"] =
                    long.TryParse(trigger.Required("interval", "a recurrence trigger"), out var interval) ? interval : 1;
                if (trigger.Map("schedule") is { } pattern) json["schedule"] = ReadPattern(pattern);
                break;
            default:
                if (!trigger.Has("type")) trigger.Error(trigger.Location, "'trigger' needs 'type': cron, recurrence");
                return null;
        }

        if (trigger.Text("start_time") is { } start) json["startTime"] = start;
        if (trigger.Text("end_time") is { } end) json["endTime"] = end;
        json["timeZone"] = trigger.Text("time_zone") ?? "UTC";
        trigger.NoOthers("a trigger");
        return json;
    }

    private static JsonObject ReadPattern(YamlMap pattern)
    {
        var json = new JsonObject
        {
            ["hours"] = ReadNumbers(pattern, "hours"),
            ["minutes"] = ReadNumbers(pattern, "minutes"),
        };
        if (pattern.Has("month_days")) json["monthDays"] = ReadNumbers(pattern, "month_days");
        var days = ReadList(pattern, "week_days");
        if (days.Count > 0)
        {
            json["weekDays"] = new JsonArray([.. days.Select(day =>
                JsonValue.Create(char.ToUpperInvariant(day[0]) + day[1..].ToLowerInvariant()))]);
        }

        pattern.Node("month_days");
        pattern.NoOthers("a recurrence pattern");
        return json;
    }

    private static JsonArray ReadNumbers(YamlMap pattern, string key)
    {
        var numbers = new JsonArray();
        foreach (var text in ReadList(pattern, key))
        {
            if (long.TryParse(text, out var number)) numbers.Add(number);
            else pattern.Error(pattern.At(key), $"'{key}' holds '{text}', which is no integer");
        }

        return numbers;
    }

    // One value or a list of values.
    private static List<string> ReadList(YamlMap pattern, string key) => pattern.Node(key) switch
    {
        YamlSequenceNode list =>
            [.. list.Children.OfType<YamlScalarNode>().Select(YamlScalar.Text).Where(text => text.Length > 0)],
        YamlScalarNode one => [YamlScalar.Text(one)],
        _ => [],
    };

    /// <summary>The job in wire form: a file, or one written in place.</summary>
    private static JsonObject? ReadJob(FolderReader folder, YamlMap map, string file)
    {
        if (map.Node("create_job") is YamlScalarNode scalar)
        {
            var text = YamlScalar.Text(scalar);
            var path = FolderReader.PathFrom(file, text);
            if (text.StartsWith("azureml:", StringComparison.Ordinal) || !File.Exists(path))
            {
                map.Error(map.At("create_job"),
                    $"'create_job' is '{text}'; expected a file with a pipeline job, or the job in place");
                return null;
            }

            return folder.Load(path) is { } job ? ReadJobIn(folder, job, path) : null;
        }

        if (map.Map("create_job") is { } inline) return ReadJobIn(folder, inline, file);
        map.Error(map.Location, $"{What} needs 'create_job'; monitors ('create_monitor') are not published");
        return null;
    }

    private static JsonObject? ReadJobIn(FolderReader folder, YamlMap job, string file)
    {
        if (job.Text("type") is { } type && type != "pipeline")
        {
            job.Error(job.At("type"), $"jobs of the type '{type}' are not scheduled; supported: pipeline");
            return null;
        }

        if (job.Has("jobs"))
        {
            // The steps are in the file itself: it is published as a component, which the schedule runs.
            return ComponentReader.Load(folder, file, job.Location) is PipelineComponent pipeline
                ? PipelineJobReader.Content(
                    new DefinitionReference<ComponentDefinition>(pipeline, null, job.Location), pipeline.Job!, job.Location)
                : null;
        }

        // `job: ./file.yml` with values of its own is how a schedule changes a job that lies in a file.
        var component = ComponentReader.ReadReference(folder, job, job.Has("job") ? "job" : "component", file);
        if (component is null && !job.Has("component") && !job.Has("job"))
            job.Error(job.Location, "a job needs 'component' or 'jobs'");
        if (component is null) return null;
        var run = PipelineJobReader.Read(folder, job, file);
        job.Ignore("job", "component");
        job.NoOthers("a pipeline job");
        return PipelineJobReader.Content(component, run, job.Location);
    }
}
