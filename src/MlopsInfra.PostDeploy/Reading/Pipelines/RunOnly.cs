using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>
/// What a pipeline job says about its run and a component can't hold. A schedule of the job holds it; where there is none, one
/// warning says what a run of the endpoint has to give.
/// </summary>
internal static class RunOnly
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["identity"] = "identity",
        ["services"] = "services",
        ["properties"] = "properties",
        ["notificationSetting"] = "notification_settings",
    };

    /// <summary>Warns of what is lost.</summary>
    /// <param name="deployed">What the endpoint runs.</param>
    /// <param name="schedules">The schedules that are published along.</param>
    /// <param name="errors">Takes the warning.</param>
    public static void Warn(DeployedPipeline deployed, IEnumerable<ScheduleDefinition> schedules, ErrorList errors)
    {
        if (deployed.Job is not { } job || schedules.Any(schedule => Runs(schedule, deployed))) return;
        var inputs = deployed.RunInputs.Select(given => given.Key);
        var outputs = job.Outputs.Where(output => output.Value is { Path: not null } or { AssetName: not null })
            .Select(output => output.Key);
        var keys = Keys.Where(key => job.Properties.ContainsKey(key.Key)).Select(key => key.Value);
        string[] parts =
            [.. Part("a run gives the inputs", inputs, " (the deployment's properties note what the job gives them)"),
                .. Part("the places of the outputs", outputs),
                .. Part("left out:", keys)];
        if (parts.Length == 0) return;
        errors.Warn(deployed.Component.Location,
            $"the endpoint runs the pipeline of this job, and keeps no more of the job: {string.Join("; ", parts)}. "
            + "A schedule of the job keeps them");
    }

    private static IEnumerable<string> Part(string start, IEnumerable<string> names, string end = "") =>
        names.Any() ? [$"{start} {string.Join(", ", names)}{end}"] : [];

    private static bool Runs(ScheduleDefinition schedule, DeployedPipeline deployed) => Wire.Links(schedule.Properties)
        .OfType<AssetLink>().Any(link => link.Local is { } local && local.Name == deployed.Local?.Name);
}
