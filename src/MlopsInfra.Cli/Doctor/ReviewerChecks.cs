namespace MlopsInfra.Cli.Doctor;

/// <summary>People who approve a deployment to production.</summary>
internal static class ReviewerChecks
{
    /// <summary>Reviewers of the environment on GitHub. Azure DevOps refuses an approval that names nobody by itself.</summary>
    public static DoctorCheck GitHub(StackNeeds needs)
    {
        const string Name = "github-reviewers";
        if (needs.GitHubEnvironments.Count == 0)
            return DoctorCheck.Skipped(Name, $"Stack {needs.Stack} has no environment on GitHub.");
        if (!needs.IsLikeProduction)
            return DoctorCheck.Skipped(Name,
                $"Stack {needs.Stack} is reached without an approval: it has no network of its own and no cluster, as production "
                    + "has.");
        var open = needs.GitHubEnvironments.Where(environment => !environment.HasReviewers)
            .Select(environment => environment.Name).ToList();
        return open.Count == 0
            ? DoctorCheck.Ok(Name, "Somebody approves each deployment.")
            : DoctorCheck.Missing(Name,
                $"Nobody approves a deployment to the environment {string.Join(", ", open)} on GitHub: whatever reaches the main "
                    + "branch is deployed.",
                "Set mlops-infra:gitHub.reviewerUserIds or reviewerTeamIds ('gh api users/LOGIN --jq .id', 'gh api "
                    + "orgs/OWNER/teams/TEAM --jq .id').");
    }
}
