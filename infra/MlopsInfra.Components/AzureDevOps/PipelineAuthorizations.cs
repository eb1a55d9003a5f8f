using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>Lets pipelines use what is protected, one by one.</summary>
internal static class PipelineAuthorizations
{
    public static void Permit(
        MlopsComponent owner, string name, Input<string> projectId, Input<int> pipelineId, string type,
        Input<string> resourceId) => owner.Declare(
        $"{name}-permit",
        new PipelineAuthorizationArgs { ProjectId = projectId, PipelineId = pipelineId, Type = type, ResourceId = resourceId },
        (n, a, o) => new PipelineAuthorization(n, a, o));
}
