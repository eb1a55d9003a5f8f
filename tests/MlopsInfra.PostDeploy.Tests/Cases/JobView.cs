using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>
/// A pipeline job is published as a component behind a deployment, and with a schedule as the job that the schedule submits.
/// Each view shows the job as it was recorded, or what was published for it, in one form.
/// </summary>
internal static class JobView
{
    private static readonly Dictionary<string, string> Modes = new()
    {
        ["ReadOnlyMount"] = "ro_mount", ["ReadWriteMount"] = "rw_mount", ["Download"] = "download", ["Upload"] = "upload",
        ["Direct"] = "direct", ["EvalMount"] = "eval_mount", ["EvalDownload"] = "eval_download",
    };

    /// <summary>The component and the settings that a job stands for.</summary>
    /// <param name="job">The <c>properties</c> of the job.</param>
    public static JsonObject Deployed(JsonObject job)
    {
        var component = Spec(job["componentId"]);
        var settings = job["settings"]?.DeepClone() as JsonObject ?? [];
        settings.Remove("_source");
        if (settings["default_compute"] is null && job["computeId"] is { } compute)
            settings["default_compute"] = compute.DeepClone();
        foreach (var key in new[] { "default_compute", "default_datastore" })
            if ((string?)settings[key] is { } id) settings[key] = id.Split('/')[^1];
        return WithoutNulls(new JsonObject
        {
            ["display_name"] = Copy(component?["display_name"] ?? job["displayName"]),
            ["description"] = Copy(component?["description"] ?? job["description"]),
            ["tags"] = Copy(component?["tags"] ?? job["tags"]),
            ["inputs"] = Copy(component?["inputs"]) ?? Ports(job["inputs"], "jobInputType"),
            ["outputs"] = Copy(component?["outputs"]) ?? (component is null ? Ports(job["outputs"], "jobOutputType") : null),
            ["jobs"] = Copy(component?["jobs"] ?? job["jobs"]),
            ["settings"] = settings,
        });
    }

    /// <summary>The same of a deployment.</summary>
    /// <param name="deployment">The deployment, with its component in it.</param>
    /// <param name="like">The view of the job: a value has no type there.</param>
    public static JsonObject Deployed(JsonObject deployment, JsonObject like)
    {
        var configuration = deployment["properties"]!["deploymentConfiguration"]!;
        var component = Spec(configuration["componentId"]?["assetId"]);
        var inputs = Copy(component?["inputs"]) as JsonObject;
        foreach (var (name, input) in inputs ?? [])
            if (like["inputs"]?[name] is JsonObject { Count: 1 } wanted && wanted.ContainsKey("default"))
                ((JsonObject)input!).Remove("type");
        return WithoutNulls(new JsonObject
        {
            ["display_name"] = Copy(component?["display_name"]),
            ["description"] = Copy(component?["description"]),
            ["tags"] = Copy(component?["tags"]),
            ["inputs"] = inputs,
            ["outputs"] = Copy(component?["outputs"]),
            ["jobs"] = Copy(component?["jobs"]),
            ["settings"] = Copy(configuration["settings"]),
        });
    }

    /// <summary>A job that runs a component made of its steps, with the steps in the component's place.</summary>
    /// <param name="job">The <c>properties</c> of the job.</param>
    /// <param name="like">What it is compared with: only a job that has steps gets them.</param>
    public static JsonObject WithSteps(JsonObject job, JsonObject like)
    {
        var whole = (JsonObject)job.DeepClone();
        if (like["componentId"] is not null || Spec(whole["componentId"]) is not { } component) return whole;
        whole["jobs"] = Copy(component["jobs"]);
        whole.Remove("componentId");
        return whole;
    }

    private static JsonNode? Spec(JsonNode? component) => component is JsonObject asset ? asset["componentSpec"] : null;

    private static JsonObject Ports(JsonNode? ports, string type)
    {
        var result = new JsonObject();
        foreach (var (name, port) in ports as JsonObject ?? [])
        {
            var json = new JsonObject();
            if ((string?)port![type] == "literal")
            {
                json["default"] = Copy(port["value"]);
            }
            else
            {
                json["type"] = Copy(port[type]);
                if ((string?)port["mode"] is { } mode) json["mode"] = Modes[mode];
            }

            result[name] = json;
        }

        return result;
    }

    private static JsonObject WithoutNulls(JsonObject map)
    {
        foreach (var key in map.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray()) map.Remove(key);
        return map;
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
