using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>The team that works on it.</summary>
internal static class DevOpsTeam
{
    /// <summary>Declares the team; its members are Azure DevOps' to keep.</summary>
    public static Team Declare(AzureDevOpsPipelines owner, string name, Input<string> projectId, AzureDevOpsOptions options) =>
        owner.Declare(
        $"{name}-team",
        new TeamArgs { ProjectId = projectId, Name = options.Team,
            Description = "Looks after models, pipelines and infrastructure" },
        (n, a, o) => new Team(n, a, o),
        // People join and leave there.
        new CustomResourceOptions { IgnoreChanges = { "members", "administrators" } });
}
