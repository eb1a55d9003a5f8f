using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>What has to be so before a job gets at an environment, or at what belongs to it.</summary>
internal sealed class EnvironmentChecks(AzureDevOpsPipelines owner, string name, Input<string> projectId,
    AzureDevOpsPipelinesArgs args)
{
    /// <summary>Deployments come from main, one at a time, after somebody else has agreed.</summary>
    public void ProtectEnvironment(Pulumi.AzureDevOps.Environment environment)
    {
        const string type = "environment";
        if (args.Options.ApproverIds.Count > 0)
        {
            owner.Declare(
                $"{name}-approval",
                new CheckApprovalArgs
                {
                    ProjectId = projectId,
                    TargetResourceType = type,
                    TargetResourceId = environment.Id,
                    Approvers = args.Options.ApproverIds.ToArray(),
                    MinimumRequiredApprovers = 1,
                    RequesterCanApprove = false,
                    Timeout = BranchControl.WaitMinutes,
                },
                (n, a, o) => new CheckApproval(n, a, o));
        }

        owner.Declare(
            $"{name}-lock",
            new CheckExclusiveLockArgs { ProjectId = projectId, TargetResourceType = type, TargetResourceId = environment.Id,
                Timeout = BranchControl.WaitMinutes },
            (n, a, o) => new CheckExclusiveLock(n, a, o));
        Branches($"{name}-branches", type, environment.Id, pullRequests: false);
    }

    /// <summary>
    /// Connections and variables are there for runs of main. A job of any branch could name them, without naming the environment
    /// and meeting its checks.
    /// </summary>
    public void ProtectResource(string part, string type, Input<string> id) =>
        Branches($"{name}-{part}-branches", type, id, args.PullRequestPreview);

    private void Branches(string resource, string type, Input<string> id, bool pullRequests) => BranchControl.Declare(
        owner, resource, projectId, type, id, pullRequests ? $"{DevOpsCode.MainBranch},refs/pull/*" : DevOpsCode.MainBranch,
        verifyProtection: !pullRequests);
}
