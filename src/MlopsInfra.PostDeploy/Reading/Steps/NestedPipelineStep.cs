using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs another pipeline.</summary>
internal sealed class NestedPipelineStep() : ComponentStep("pipeline")
{
    protected override void Read(StepSource step, JsonObject content)
    {
    }
}
