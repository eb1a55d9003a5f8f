using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;

namespace MlopsInfra.Components;

/// <summary>What the main branch of the project's repository asks of a pull request.</summary>
internal static class BranchPolicies
{
    // Minutes that a build's result counts while others merge.
    private const int ValidMinutes = 720;

    public static void Declare(
        AzureDevOpsPipelines owner, string name, Input<string> projectId, Input<string> repositoryId,
        IReadOnlyDictionary<PipelineFile, Input<int>> pipelines,
        int requiredApprovals)
    {
        foreach (var file in (ReadOnlySpan<PipelineFile>)[PipelineFile.Ci, PipelineFile.Preview, PipelineFile.PulumiPreview])
        {
            if (pipelines.TryGetValue(file, out var id))
                DeclareBuild(owner, $"{name}-main-{file.Name}", projectId, repositoryId, file, id);
        }

        owner.Declare(
            $"{name}-main-reviewers",
            new BranchPolicyMinReviewersArgs
            {
                ProjectId = projectId,
                Blocking = true,
                Enabled = true,
                Settings = new BranchPolicyMinReviewersSettingsArgs
                {
                    ReviewerCount = requiredApprovals,
                    SubmitterCanVote = false,
                    LastPusherCannotApprove = true,
                    OnPushResetAllVotes = true,
                    AllowCompletionWithRejectsOrWaits = false,
                    Scopes = { new BranchPolicyMinReviewersSettingsScopeArgs { RepositoryId = repositoryId,
                        RepositoryRef = DevOpsCode.MainBranch, MatchType = "Exact" } },
                },
            },
            (n, a, o) => new BranchPolicyMinReviewers(n, a, o));
        owner.Declare(
            $"{name}-main-work-items",
            new BranchPolicyWorkItemLinkingArgs
            {
                ProjectId = projectId,
                Blocking = true,
                Enabled = true,
                Settings = new BranchPolicyWorkItemLinkingSettingsArgs
                {
                    Scopes = { new BranchPolicyWorkItemLinkingSettingsScopeArgs { RepositoryId = repositoryId,
                        RepositoryRef = DevOpsCode.MainBranch, MatchType = "Exact" } },
                },
            },
            (n, a, o) => new BranchPolicyWorkItemLinking(n, a, o));
        owner.Declare(
            $"{name}-main-comments",
            new BranchPolicyCommentResolutionArgs
            {
                ProjectId = projectId,
                Blocking = true,
                Enabled = true,
                Settings = new BranchPolicyCommentResolutionSettingsArgs
                {
                    Scopes = { new BranchPolicyCommentResolutionSettingsScopeArgs { RepositoryId = repositoryId,
                        RepositoryRef = DevOpsCode.MainBranch, MatchType = "Exact" } },
                },
            },
            (n, a, o) => new BranchPolicyCommentResolution(n, a, o));
        owner.Declare(
            $"{name}-main-merges",
            new BranchPolicyMergeTypesArgs
            {
                ProjectId = projectId,
                Blocking = true,
                Enabled = true,
                Settings = new BranchPolicyMergeTypesSettingsArgs
                {
                    AllowSquash = true,
                    AllowBasicNoFastForward = false,
                    AllowRebaseAndFastForward = false,
                    AllowRebaseWithMerge = false,
                    Scopes = { new BranchPolicyMergeTypesSettingsScopeArgs { RepositoryId = repositoryId,
                        RepositoryRef = DevOpsCode.MainBranch, MatchType = "Exact" } },
                },
            },
            (n, a, o) => new BranchPolicyMergeTypes(n, a, o));
    }

    private static void DeclareBuild(
        AzureDevOpsPipelines owner, string name, Input<string> projectId, Input<string> repositoryId, PipelineFile file,
        Input<int> definitionId) => owner.Declare(
        name,
        new BranchPolicyBuildValidationArgs
        {
            ProjectId = projectId,
            Blocking = true,
            Enabled = true,
            Settings = new BranchPolicyBuildValidationSettingsArgs
            {
                BuildDefinitionId = definitionId,
                DisplayName = file.Name,
                ValidDuration = ValidMinutes,
                QueueOnSourceUpdateOnly = true,
                ManualQueueOnly = false,
                Scopes = { new BranchPolicyBuildValidationSettingsScopeArgs { RepositoryId = repositoryId,
                    RepositoryRef = DevOpsCode.MainBranch, MatchType = "Exact" } },
            },
        },
        (n, a, o) => new BranchPolicyBuildValidation(n, a, o));
}
