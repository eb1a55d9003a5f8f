namespace MlopsInfra.Policies;

/// <summary>Azure DevOps: service connections, checks on environments, branch policies.</summary>
internal static class AzureDevOpsRules
{
    private const string Connection = "azuredevops:index/serviceEndpointAzureRM:ServiceEndpointAzureRM";
    private const string Environment = "azuredevops:index/environment:Environment";
    private const string Approval = "azuredevops:index/checkApproval:CheckApproval";
    private const string BranchControl = "azuredevops:index/checkBranchControl:CheckBranchControl";
    private const string Authorization = "azuredevops:index/pipelineAuthorization:PipelineAuthorization";
    private const string Reviewers = "azuredevops:index/branchPolicyMinReviewers:BranchPolicyMinReviewers";
    private const string Project = "azuredevops:index/project:Project";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("devops-federation", Connection, "serviceEndpointAuthenticationScheme",
            Requirements.OneOf("WorkloadIdentityFederation")),
        new("devops-approval", Environment, "id",
            Requirements.ReferredToBy(Approval, "targetResourceId", "have a check that asks for an approval"))
        {
            Profile = SecurityProfile.Production,
        },
        new("devops-branch-control", Environment, "id",
            Requirements.ReferredToBy(BranchControl, "targetResourceId", "have a check on the branch"))
        {
            Profile = SecurityProfile.Production,
        },
        new("devops-own-approval", Approval, "requesterCanApprove",
            Requirements.FalseOrNotSet) { Profile = SecurityProfile.Production },
        new("devops-pipelines-one-by-one", Authorization, "pipelineId", Requirements.Set),
        new("devops-reviewers", Reviewers, "settings.reviewerCount", Requirements.AtLeast(1)),
        new("devops-own-vote", Reviewers, "settings.submitterCanVote", Requirements.FalseOrNotSet),
        new("devops-private", Project, "visibility", Requirements.OneOf("private")),
    ];
}
