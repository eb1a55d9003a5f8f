using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// A pipeline that may sign in as an identity, without a secret: the token that it is given has this issuer and this subject.
/// </summary>
/// <param name="Name">Tells the credentials of one identity apart.</param>
/// <param name="Issuer">Who signs the pipeline's tokens.</param>
/// <param name="Subject">Which pipeline it is, word for word.</param>
public sealed record FederatedSubject(string Name, Input<string> Issuer, Input<string> Subject)
{
    private const string GitHubIssuer = "https://token.actions.githubusercontent.com";

    /// <summary>Jobs of a GitHub repository that run in one of its environments.</summary>
    public static FederatedSubject GitHub(string owner, string repository, string environment) =>
        GitHub($"repo:{owner}/{repository}:environment:{environment}");

    /// <summary>Jobs of GitHub that say they are this, as in <c>repo:OWNER/NAME:environment:ENV</c>.</summary>
    public static FederatedSubject GitHub(Input<string> subject) => new("github", GitHubIssuer, subject);

    /// <summary>The pipelines that may use an Azure DevOps service connection.</summary>
    public static FederatedSubject AzureDevOps(Input<string> issuer, Input<string> subject) =>
        new("azure-devops", issuer, subject);

    internal static IReadOnlyList<FederatedSubject> From(DeploymentOptions? options, string environment)
    {
        var subjects = new List<FederatedSubject>();
        if (options is { GitHubOwner: { } owner, GitHubRepository: { } repository })
            subjects.Add(GitHub(owner, repository, environment));
        if (options is { AzureDevOpsIssuer: { } issuer, AzureDevOpsSubject: { } subject })
            subjects.Add(AzureDevOps(issuer, subject));
        return subjects;
    }
}
