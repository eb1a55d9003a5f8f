using System.Globalization;

namespace MlopsInfra.Components;

/// <summary>The Azure DevOps project whose pipelines deploy, and who has to agree.</summary>
public sealed record AzureDevOpsOptions
{
    /// <summary>Name of the project.</summary>
    public string? Project { get; init; }

    /// <summary>
    /// Whether this stack manages what all environments share: repository, pipelines, rules of the main branch, feed, team,
    /// board. Exactly one stack of a project should. Default: <see cref="SharedParts.Use"/>.
    /// </summary>
    public SharedParts Shared { get; init; } = SharedParts.Use;

    /// <summary>Where the code is. Part of what is shared. Default: <see cref="CodeHost.AzureRepos"/>.</summary>
    public CodeHost Code { get; init; } = CodeHost.AzureRepos;

    /// <summary>
    /// Name of the repository to create in the project; not the project's own name, which its first repository has. Default:
    /// <c>mlops-infra</c>.
    /// </summary>
    public string Repository { get; init; } = "mlops-infra";

    /// <summary>
    /// Id (a GUID) of a repository of the project that exists; null creates <see cref="Repository"/>. Default: null.
    /// </summary>
    public string? RepositoryId { get; init; }

    /// <summary>
    /// Address of a public Git repository that a created one begins as a copy of; null leaves it empty. Default: null.
    /// </summary>
    public string? ImportUrl { get; init; }

    /// <summary>The repository on GitHub as <c>OWNER/NAME</c>; needed where the code is there.</summary>
    public string? GitHubRepository { get; init; }

    /// <summary>Id (a GUID) of the project's service connection to GitHub; needed where the code is there.</summary>
    public string? GitHubConnectionId { get; init; }

    /// <summary>
    /// Ids (GUIDs) of the users and groups who may approve a deployment; one approval is enough. Default: none.
    /// </summary>
    public IReadOnlyList<string> ApproverIds { get; init; } = [];

    /// <summary>Approvals that a pull request needs, 1 to 10. Part of what is shared. Default: 1.</summary>
    public int RequiredApprovals { get; init; } = 1;

    /// <summary>
    /// Id of the pipeline <c>infrastructure</c>, where another stack manages it: it is let in. Null: a person permits it, when it
    /// asks the first time.
    /// </summary>
    public int? InfrastructurePipelineId { get; init; }

    /// <summary>Id of the pipeline <c>training</c>, likewise.</summary>
    public int? TrainingPipelineId { get; init; }

    /// <summary>Id of the pipeline <c>model</c>, likewise.</summary>
    public int? ModelPipelineId { get; init; }

    /// <summary>Name of the team. Part of what is shared. Default: <c>mlops</c>.</summary>
    public string Team { get; init; } = "mlops";

    /// <summary>
    /// Graph descriptors (<c>svc.…</c>, <c>vssgp.…</c>, <c>aadgp.…</c>) of who pushes packages to the feed: the project's build
    /// service. Part of what is shared. Default: none.
    /// </summary>
    public IReadOnlyList<string> FeedPublishers { get; init; } = [];

    /// <summary>
    /// Graph descriptors of who may write work items in all areas: the project's build service, as which pipelines open one about
    /// the drift of a model. Part of what is shared. Default: none.
    /// </summary>
    public IReadOnlyList<string> WorkItemWriters { get; init; } = [];

    /// <summary>Versions of a package that the feed keeps, 1 to 5000. Part of what is shared. Default: 20.</summary>
    public int FeedVersions { get; init; } = 20;

    /// <summary>Days that it keeps others that were downloaded, 1 to 365. Part of what is shared. Default: 30.</summary>
    public int FeedDays { get; init; } = 30;

    internal void Check(Problems problems, string path)
    {
        AzureDevOpsNames.CheckName(problems, $"{path}.{nameof(Project)}", Project, "project");
        AzureDevOpsNames.CheckName(problems, $"{path}.{nameof(Team)}", Team, "team");
        CheckCode(problems, path);
        foreach (var id in ApproverIds)
            CheckId(problems, $"{path}.{nameof(ApproverIds)}", id, "the id of a user or group in Azure DevOps");
        foreach (var twice in ApproverIds.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            problems.Add($"{path}.{nameof(ApproverIds)}", twice.Key, "it is listed twice.");
        }

        problems.Range($"{path}.{nameof(RequiredApprovals)}", RequiredApprovals, 1, 10, "approvals");
        problems.Range($"{path}.{nameof(FeedVersions)}", FeedVersions, 1, 5000, "versions");
        problems.Range($"{path}.{nameof(FeedDays)}", FeedDays, 1, 365, "days");
        CheckDescriptors(problems, $"{path}.{nameof(FeedPublishers)}", FeedPublishers);
        CheckDescriptors(problems, $"{path}.{nameof(WorkItemWriters)}", WorkItemWriters);
        CheckPipelineId(problems, $"{path}.{nameof(InfrastructurePipelineId)}", InfrastructurePipelineId);
        CheckPipelineId(problems, $"{path}.{nameof(TrainingPipelineId)}", TrainingPipelineId);
        CheckPipelineId(problems, $"{path}.{nameof(ModelPipelineId)}", ModelPipelineId);
    }

    private void CheckCode(Problems problems, string path)
    {
        AzureDevOpsNames.CheckName(problems, $"{path}.{nameof(Repository)}", Repository, "repository");
        problems.Require(
            !Repository.Equals(Project, StringComparison.OrdinalIgnoreCase), $"{path}.{nameof(Repository)}", Repository,
            "the project's first repository has this name already; take another.");
        if (RepositoryId is not null)
            CheckId(problems, $"{path}.{nameof(RepositoryId)}", RepositoryId, "the id of a repository ('az repos list')");
        problems.Require(
            ImportUrl is null
                || Uri.TryCreate(ImportUrl, UriKind.Absolute, out var source) && source.Scheme == Uri.UriSchemeHttps,
            $"{path}.{nameof(ImportUrl)}", ImportUrl, "the https address of a public Git repository is needed.");
        if (Code is CodeHost.AzureRepos) return;
        problems.Require(
            GitHubRepository?.Split('/') is [{ Length: > 0 }, { Length: > 0 }], $"{path}.{nameof(GitHubRepository)}",
            GitHubRepository,
            "OWNER/NAME is needed where the code is on GitHub.");
        CheckId(problems, $"{path}.{nameof(GitHubConnectionId)}", GitHubConnectionId,
            "the id of the service connection to GitHub ('az devops service-endpoint list')");
        problems.Require(
            Shared is not SharedParts.Create, $"{path}.{nameof(Shared)}", Shared,
            "a project that is only being created can't have the connection to GitHub yet; create the project and the connection "
                + "by hand, and set Manage.");
    }

    private static void CheckDescriptors(Problems problems, string argument, IReadOnlyList<string> descriptors)
    {
        foreach (var descriptor in descriptors)
        {
            problems.Require(descriptor.Split('.', 2) is [{ Length: > 0 }, { Length: > 0 }], argument, descriptor,
                "a graph descriptor is needed, as in svc.MDAw: docs/azure-devops.md tells how to find it.");
        }
    }

    private static void CheckId(Problems problems, string argument, string? id, string what) =>
        problems.Require(Guid.TryParse(id, out _), argument, id, $"a GUID is needed: {what}.");

    private static void CheckPipelineId(Problems problems, string argument, int? id) =>
        problems.Require(id is null or > 0, argument, id?.ToString(CultureInfo.InvariantCulture),
            "the number of a pipeline is needed ('az pipelines list').");
}
