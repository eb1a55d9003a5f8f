using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;

namespace MlopsInfra.Components;

/// <summary>The code that pipelines build.</summary>
/// <param name="Type">The kind of repository, in the words of build definitions.</param>
/// <param name="Id">How build definitions name it.</param>
/// <param name="ConnectionId">The service connection to it; null in the project itself.</param>
/// <param name="AzureReposId">Its id in the project; null where it is elsewhere.</param>
internal sealed record DevOpsCode(string Type, Input<string> Id, string? ConnectionId, Output<string>? AzureReposId)
{
    /// <summary>The branch that is deployed.</summary>
    public const string MainBranch = $"refs/heads/{PipelineNames.MainBranch}";

    /// <summary>Declares the repository, or names the one that exists.</summary>
    public static DevOpsCode Of(AzureDevOpsPipelines owner, string name, Input<string> projectId, AzureDevOpsOptions options)
    {
        if (options.Code is CodeHost.GitHub)
            return new DevOpsCode("GitHub", options.GitHubRepository!, options.GitHubConnectionId, null);
        if (options.RepositoryId is { } existing) return InProject(Output.Create(existing));
        var initialization = options.ImportUrl is { } url
            ? new GitInitializationArgs { InitType = "Import", SourceType = "Git", SourceUrl = url }
            : new GitInitializationArgs { InitType = "Uninitialized" };
        var repository = owner.Declare(
            $"{name}-repository",
            new GitArgs { Name = options.Repository, ProjectId = projectId, DefaultBranch = MainBranch,
                Initialization = initialization },
            (n, a, o) => new Git(n, a, o),
            // Where it came from counts once.
            new CustomResourceOptions { IgnoreChanges = { "initialization" } });
        return InProject(repository.Id);
    }

    private static DevOpsCode InProject(Output<string> id) => new("TfsGit", id, null, id);
}
