using System.Text.Json;

namespace MlopsInfra.Policies;

/// <summary>GitHub repositories, branch rules and secrets.</summary>
internal static class GitHubRules
{
    private const string Repository = "github:index/repository:Repository";
    private const string Protection = "github:index/branchProtection:BranchProtection";
    private const string Secret = "github:index/actionsSecret:ActionsSecret";
    private const string EnvironmentSecret = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";

    private const string Environment = "github:index/repositoryEnvironment:RepositoryEnvironment";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("github-private", Repository, "visibility", Requirements.OneOf("private", "internal"), "CKV_GIT_1",
            "GIT-0001") { Profile = SecurityProfile.Production },
        new("github-vulnerability-alerts", Repository, "vulnerabilityAlerts", Requirements.True, "CKV_GIT_3", "GIT-0003"),
        new("github-reviewers", Environment, "reviewers[*]", HasReviewers()) { Profile = SecurityProfile.Production },
        new("github-plain-secret", Secret, "plaintextValue", Requirements.NotSet, "CKV_GIT_4", "GIT-0002"),
        new("github-plain-environment-secret", EnvironmentSecret, "plaintextValue", Requirements.NotSet, "CKV_GIT_4", "GIT-0002"),
        new("github-approvals", Protection, "requiredPullRequestReviews[*].requiredApprovingReviewCount", Requirements.AtLeast(2),
            "CKV_GIT_5")
        {
            Profile = SecurityProfile.Production,
        },
        new("github-signed-commits", Protection, "requireSignedCommits", Requirements.True, "CKV_GIT_6",
            "GIT-0004") { Profile = SecurityProfile.Production },
        new("github-force-push", Protection, "allowsForcePushes", Requirements.FalseOrNotSet),
    ];

    private static Requirement HasReviewers() => Requirement.OfValue(
        "name a user or a team who approves deployments",
        reviewers => reviewers.Value is { ValueKind: JsonValueKind.Object } value
            && (!InputPath.Find(value, "users")[0].IsMissing || !InputPath.Find(value, "teams")[0].IsMissing));
}
