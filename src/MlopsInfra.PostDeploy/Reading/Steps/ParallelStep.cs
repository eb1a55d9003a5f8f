using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs a script on many parts of the data side by side.</summary>
internal sealed class ParallelStep() : ComponentStep("parallel")
{
    // What the step does not say it repeats of its component, as `az ml` does; the other settings are the component's alone.
    private static readonly string[] Repeated =
    [
        "resources", "retry_settings", "input_data", "max_concurrency_per_instance", "mini_batch_error_threshold",
        "partition_keys", "task",
    ];

    protected override ComponentType InPlace { get; } = new ParallelComponentType();

    public override bool Describes(YamlMap map) => InPlace.Describes(map);

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        content.Plus(ParallelComponentType.Settings(map, step.What))
            .With("task", step.IsInPlace ? null : ParallelTask.Read(step.Folder, map, step.File, step.What))
            .With("resources", JobResources.Read(map, step.What))
            .With("environment_variables", Tags.Read(map, "environment_variables"))
            .With("identity", JobIdentity.Read(map, step.What));
        if (step.Component?.Local?.Spec is not { } spec) return;
        foreach (var key in Repeated)
        {
            if (content[key] is null) content.With(key, spec[key]);
        }

        if (content["mini_batch_size"] is null && spec["mini_batch_size"]?.GetValue<string>() is { } size)
            content["mini_batch_size"] = long.TryParse(size, out var number) ? number : size;
    }
}
