using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to a compute of the workspace.</summary>
/// <param name="compute">The compute.</param>
/// <param name="bare">Whether only its name is written, as in the settings of deployments; else its ARM id.</param>
internal sealed class ComputeLink(ComputeReference compute, bool bare = false) : Link(compute.Location)
{
    /// <summary>The compute.</summary>
    public ComputeReference Compute => compute;

    public override JsonNode Resolve(LinkTargets targets)
    {
        if (compute.IsVerbatim) return compute.Text!;
        var name = compute.Name ?? targets.TrainingCompute;
        return bare ? name : $"{targets.WorkspaceId}/computes/{name}";
    }
}
