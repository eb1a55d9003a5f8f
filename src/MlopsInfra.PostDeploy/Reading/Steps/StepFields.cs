using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>Keys that several types of steps have, in the form that Azure takes in a step.</summary>
internal static class StepFields
{
    /// <summary>The compute that a step names.</summary>
    public static Link? Compute(StepSource step) =>
        ReferenceReader.Compute(step.Folder, step.Map, "compute", step.Pipeline.IsJob) is { } compute
            ? new ComputeLink(compute) : null;

    /// <summary>The <c>limits</c> of a step that runs a command: <c>timeout</c> in seconds.</summary>
    public static JsonObject? CommandLimits(StepSource step) => CommandLimits(step.Map, step.What);

    /// <summary>The same of whatever runs a command.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? CommandLimits(YamlMap owner, string what)
    {
        if (owner.Map("limits") is not { } map) return null;
        var timeout = map.Whole("timeout");
        if (timeout is JsonValue value && value.TryGetValue<long>(out var seconds))
            timeout = seconds == 0 ? null : XmlConvert.ToString(TimeSpan.FromSeconds(seconds));
        var limits = new JsonObject { ["job_limits_type"] = "Command" }.With("timeout", timeout);
        UnknownKeys.Keep(map, $"the limits of {what}", limits);
        return limits;
    }
}
