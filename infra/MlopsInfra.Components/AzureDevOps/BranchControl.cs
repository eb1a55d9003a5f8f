using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>Lets only runs of some branches get at something protected.</summary>
internal static class BranchControl
{
    // Thirty days in minutes, as Azure DevOps proposes: how long a run waits.
    public const int WaitMinutes = 43_200;

    /// <summary>Declares the check.</summary>
    /// <param name="owner">The component that it belongs to.</param>
    /// <param name="resource">Pulumi name.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="type">Kind of what is protected, as in <c>endpoint</c>.</param>
    /// <param name="id">Id of what is protected.</param>
    /// <param name="branches">The branches, separated by commas.</param>
    /// <param name="verifyProtection">Whether the branch has to have policies; the merge of a pull request has none of its
    /// own.</param>
    public static void Declare(
        MlopsComponent owner, string resource, Input<string> projectId, string type, Input<string> id, string branches,
        bool verifyProtection) => owner.Declare(
        resource,
        new CheckBranchControlArgs
        {
            ProjectId = projectId,
            DisplayName = "Branch control",
            TargetResourceType = type,
            TargetResourceId = id,
            AllowedBranches = branches,
            VerifyBranchProtection = verifyProtection,
            IgnoreUnknownProtectionStatus = false,
        },
        (n, a, o) => new CheckBranchControl(n, a, o));
}
