using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs another pipeline.</summary>
internal sealed class NestedPipelineStep() : ComponentStep("pipeline")
{
    protected override void Read(StepSource step, JsonObject content)
    {
        if (!step.Map.Has("settings")) return;
        step.Map.Ignore("settings");
        step.Folder.Errors.Warn(step.Map.At("settings"),
            $"'settings' of {step.What} are left out: they count for the pipeline that is run, not for one in it");
    }
}
