namespace MlopsInfra.Components;

/// <summary>
/// Which pipelines may deploy to the environment and publish to it, where they were set up by other means than
/// <see cref="GitHubPipelines"/> and <see cref="AzureDevOpsPipelines"/>, which say so themselves. At least one kind is needed.
/// </summary>
public sealed record DeploymentOptions
{
    /// <summary>Owner of the GitHub repository, as in <c>contoso</c>; null where GitHub deploys nothing.</summary>
    public string? GitHubOwner { get; init; }

    /// <summary>Name of the GitHub repository; needed with <see cref="GitHubOwner"/>.</summary>
    public string? GitHubRepository { get; init; }

    /// <summary>
    /// Issuer of the Azure DevOps service connection (shown by the connection); null where Azure DevOps deploys nothing.
    /// </summary>
    public string? AzureDevOpsIssuer { get; init; }

    /// <summary>Subject identifier of the Azure DevOps service connection; needed with <see cref="AzureDevOpsIssuer"/>.</summary>
    public string? AzureDevOpsSubject { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Require(
            GitHubOwner is not null || AzureDevOpsIssuer is not null, path, "enabled",
            $"give {nameof(GitHubOwner)} and {nameof(GitHubRepository)}, or {nameof(AzureDevOpsIssuer)} and "
                + $"{nameof(AzureDevOpsSubject)}.");
        Pair(problems, path, nameof(GitHubOwner), GitHubOwner, nameof(GitHubRepository), GitHubRepository);
        Pair(problems, path, nameof(AzureDevOpsIssuer), AzureDevOpsIssuer, nameof(AzureDevOpsSubject), AzureDevOpsSubject);
        problems.Require(
            AzureDevOpsIssuer is null || AzureDevOpsIssuer.StartsWith("https://", StringComparison.Ordinal),
            $"{path}.{nameof(AzureDevOpsIssuer)}",
            AzureDevOpsIssuer, "an https address is needed, as the service connection shows it.");
    }

    private static void Pair(Problems problems, string path, string one, string? first, string other, string? second)
    {
        problems.Require(first is not null || second is null, $"{path}.{one}", null, $"it is needed with {other}.");
        problems.Require(second is not null || first is null, $"{path}.{other}", null, $"it is needed with {one}.");
    }
}
