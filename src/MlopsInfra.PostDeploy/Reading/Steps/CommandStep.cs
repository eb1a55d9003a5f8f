using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs a command line.</summary>
internal sealed class CommandStep() : ComponentStep("command")
{
    protected override ComponentType InPlace { get; } = new CommandComponentType();

    public override bool Describes(YamlMap map) => map.Has("command");

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        // The component has an environment and code of its own; `az ml` leaves these out, too.
        map.Ignore("environment", "code");
        content
            .With("environment_variables", Tags.Read(map, "environment_variables"))
            .With("resources", JobResources.Read(map, step.What))
            .With("limits", StepFields.CommandLimits(step))
            .With("distribution", JobDistribution.InStep(map, step.What))
            .With("services", JobServices.Read(map, step.What))
            .With("identity", JobIdentity.Read(map, step.What))
            .With("queue_settings", JobQueue.InRest(map, step.What));
        // What the step does not say it repeats of its component, as `az ml` does.
        if (step.Component?.Local?.Spec is not { } spec) return;
        if (content["resources"] is null) content.With("resources", spec["resources"]);
        if (content["distribution"] is null)
            content.With("distribution", JobDistribution.InStep(spec["distribution"] as JsonObject));
    }
}
