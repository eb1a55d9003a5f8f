namespace MlopsInfra.Components;

/// <summary>The GitHub repository whose workflows deploy, and who has to agree.</summary>
public sealed record GitHubOptions
{
    /// <summary>The user or organization that the repository belongs to.</summary>
    public string? Owner { get; init; }

    /// <summary>The repository's name, without its owner.</summary>
    public string? Repository { get; init; }

    /// <summary>
    /// Whether this stack manages what all environments share: the repository's settings, rules of the main branch, which actions
    /// may run, security updates, the release environment. Exactly one stack of a repository should. Default:
    /// <see cref="SharedParts.Use"/>.
    /// </summary>
    public SharedParts Shared { get; init; } = SharedParts.Use;

    /// <summary>Numeric ids of users who may approve a deployment; one approval is enough. Default: none.</summary>
    public IReadOnlyList<int> ReviewerUserIds { get; init; } = [];

    /// <summary>
    /// Numeric ids of teams whose members may approve a deployment; at most six users and teams together. Default: none.
    /// </summary>
    public IReadOnlyList<int> ReviewerTeamIds { get; init; } = [];

    /// <summary>Approvals that a pull request needs, 0 to 10. Part of what is shared. Default: 1.</summary>
    public int RequiredApprovals { get; init; } = 1;

    /// <summary>
    /// Address of the package source that releases are pushed to; null leaves it unset. Part of what is shared. Default: null.
    /// </summary>
    public string? NuGetSource { get; init; }

    /// <summary>
    /// User who publishes at <see cref="NuGetSource"/>; null leaves it unset. Part of what is shared. Default: null.
    /// </summary>
    public string? NuGetUser { get; init; }

    /// <summary>
    /// Label of the self-hosted runners that stand in the environment's private network: jobs that publish run there. Null:
    /// hosted runners, which have no way into one. Default: null.
    /// </summary>
    public string? RunnerLabel { get; init; }

    internal void Check(Problems problems, string path)
    {
        GitHubNames.CheckOwner(problems, $"{path}.{nameof(Owner)}", Owner);
        GitHubNames.CheckRepository(problems, $"{path}.{nameof(Repository)}", Repository);
        GitHubNames.CheckLabel(problems, $"{path}.{nameof(RunnerLabel)}", RunnerLabel);
        CheckIds(problems, $"{path}.{nameof(ReviewerUserIds)}", ReviewerUserIds, "gh api users/LOGIN --jq .id");
        CheckIds(problems, $"{path}.{nameof(ReviewerTeamIds)}", ReviewerTeamIds, "gh api orgs/OWNER/teams/TEAM --jq .id");
        var reviewers = ReviewerUserIds.Count + ReviewerTeamIds.Count;
        problems.Require(
            reviewers <= GitHubNames.MaxReviewers, $"{path}.{nameof(ReviewerUserIds)}", reviewers,
            $"an environment has at most {GitHubNames.MaxReviewers} reviewers, users and teams together.");
        problems.Range($"{path}.{nameof(RequiredApprovals)}", RequiredApprovals, 0, 10, "approvals");
        problems.Require(
            NuGetSource is null
                || Uri.TryCreate(NuGetSource, UriKind.Absolute, out var source) && source.Scheme == Uri.UriSchemeHttps,
            $"{path}.{nameof(NuGetSource)}", NuGetSource, "an https address is needed.");
    }

    private static void CheckIds(Problems problems, string argument, IReadOnlyList<int> ids, string command)
    {
        foreach (var id in ids) problems.Require(id > 0, argument, id, $"a numeric id is needed: '{command}' tells it.");
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
            problems.Add(argument, twice.Key, "it is listed twice.");
    }
}
