namespace MlopsInfra.Components;

/// <summary>A pipeline that may sign in as an identity, without a secret: the token that it is given has this issuer and this subject.</summary>
/// <param name="Name">Tells the credentials of one identity apart.</param>
/// <param name="Issuer">Who signs the pipeline's tokens.</param>
/// <param name="Subject">Which pipeline it is, word for word.</param>
public sealed record FederatedSubject(string Name, string Issuer, string Subject)
{
    private const string GitHubIssuer = "https://token.actions.githubusercontent.com";

    /// <summary>Jobs of a GitHub repository that run in one of its environments.</summary>
    public static FederatedSubject GitHub(string owner, string repository, string environment) =>
        new("github", GitHubIssuer, $"repo:{owner}/{repository}:environment:{environment}");

    /// <summary>The pipelines that may use an Azure DevOps service connection.</summary>
    public static FederatedSubject AzureDevOps(string issuer, string subject) => new("azure-devops", issuer, subject);

    internal static IReadOnlyList<FederatedSubject> From(DeploymentOptions options, string environment)
    {
        var subjects = new List<FederatedSubject>();
        if (options is { GitHubOwner: { } owner, GitHubRepository: { } repository }) subjects.Add(GitHub(owner, repository, environment));
        if (options is { AzureDevOpsIssuer: { } issuer, AzureDevOpsSubject: { } subject }) subjects.Add(AzureDevOps(issuer, subject));
        return subjects;
    }
}
