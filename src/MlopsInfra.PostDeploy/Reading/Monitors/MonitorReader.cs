using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Monitors;

/// <summary>
/// Reads monitors of models. They are written in the form of the preview that Microsoft's client uses: the stable version has
/// neither signals of text generation and of performance, nor modes.
/// </summary>
internal static class MonitorReader
{
    private const string Key = "create_monitor";

    /// <summary>The monitor as Azure takes it; null, with an error, if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="trigger">When it runs.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap schedule, string file, JsonObject? trigger)
    {
        if (schedule.Map(Key) is not { } map) return null;
        var source = new MonitorSource(folder, file, DaysOf(trigger));
        var content = new JsonObject()
            .With("computeConfiguration", Compute(map))
            .With("monitoringTarget", Target(source, map))
            .With("signals", Signals(source, map))
            .With("alertNotificationSetting", Alert(map));
        map.NoOthers("a monitor");
        return content;
    }

    // The data since the last time; a week where that can't be told.
    private static int DaysOf(JsonObject? trigger) =>
        ((string?)trigger?["frequency"], (int?)trigger?["interval"]) switch
        {
            ("minute" or "hour", _) => 1,
            ("day", { } interval) => interval,
            ("week", { } interval) => 7 * interval,
            ("month", { } interval) => 30 * interval,
            _ => 7,
        };

    private static JsonObject? Compute(YamlMap monitor)
    {
        if (monitor.Map("compute") is not { } map)
        {
            if (!monitor.Has("compute")) monitor.Error(monitor.Location, "a monitor needs 'compute'");
            return null;
        }

        var content = new JsonObject
        {
            ["computeType"] = "ServerlessSpark",
            ["instanceType"] = map.Required("instance_type", "the compute of a monitor"),
            ["runtimeVersion"] = map.Required("runtime_version", "the compute of a monitor"),
            ["computeIdentity"] = new JsonObject { ["computeIdentityType"] = "AmlToken" },
        };
        map.NoOthers("the compute of a monitor");
        return content;
    }

    private static JsonObject? Target(MonitorSource source, YamlMap monitor)
    {
        if (monitor.Map("monitoring_target") is not { } map) return null;
        var content = new JsonObject()
            .With("taskType", map.OneOf("ml_task", "classification", "regression", "question_answering"))
            .With("modelId", Model(source, map))
            .With("deploymentId", Deployment(map));
        map.NoOthers("the target of a monitor");
        return content;
    }

    private static AssetLink? Model(MonitorSource source, YamlMap map) =>
        map.Text("model_id") is { } text && ReferenceReader.Read(source.Folder, text, map.At("model_id"), source.File,
            ReferenceKind.Model, (path, from) => ModelReader.Load(source.Folder, path, from)) is { } model
            ? AssetLink.To(model, AssetForm.Id) : null;

    // `azureml:ENDPOINT:DEPLOYMENT`, or an ARM id.
    private static JsonNode? Deployment(YamlMap map)
    {
        const string key = "endpoint_deployment_id";
        if (map.Text(key) is not { } text) return null;
        var id = text.StartsWith("azureml:", StringComparison.Ordinal) ? text["azureml:".Length..] : text;
        if (id.StartsWith('/')) return id;
        if (id.Split(':') is [{ Length: > 0 } endpoint, { Length: > 0 } deployment])
            return new WorkspaceLink($"onlineEndpoints/{endpoint}/deployments/{deployment}", map.At(key)).ToNode();
        map.Error(map.At(key), $"'{key}' is '{text}'; expected azureml:ENDPOINT:DEPLOYMENT");
        return null;
    }

    private static JsonObject Signals(MonitorSource source, YamlMap monitor)
    {
        var signals = new JsonObject();
        foreach (var (name, value) in monitor.EntriesOf("monitoring_signals"))
        {
            if (monitor.AsMap(value, $"signal '{name}'") is { } map
                && SignalReader.Read(source, map, $"signal '{name}'") is { } signal)
                signals[name] = signal;
        }

        if (!monitor.EntriesOf("monitoring_signals").Any())
        {
            monitor.Error(monitor.Location, "a monitor needs 'monitoring_signals': `az ml` makes some of what a deployment's "
                + "collector gathers, which only that deployment knows");
        }

        return signals;
    }

    private static JsonObject? Alert(YamlMap monitor)
    {
        const string key = "alert_notification";
        if (monitor.Node(key) is YamlDotNet.RepresentationModel.YamlScalarNode)
        {
            return monitor.OneOf(key, "azmonitoring") is null
                ? null : new JsonObject { ["alertNotificationType"] = "AzureMonitor" };
        }

        if (monitor.Map(key) is not { } map) return null;
        var emails = map.Value("emails");
        map.NoOthers("the alert of a monitor");
        return new JsonObject
        {
            ["alertNotificationType"] = "Email",
            ["emailNotificationSetting"] =
                new JsonObject { ["emailOn"] = new JsonArray("JobFailed", "JobCompleted") }.With("emails", emails),
        };
    }
}
