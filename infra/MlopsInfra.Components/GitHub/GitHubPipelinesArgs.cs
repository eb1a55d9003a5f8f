namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="GitHubPipelines"/>.</summary>
public sealed class GitHubPipelinesArgs : MlopsComponentArgs
{
    /// <summary>The repository, and who approves.</summary>
    public required GitHubOptions Options { get; init; }

    /// <summary>
    /// The environments to declare. Where the shared parts are managed, <c>release</c> is added: packages are released from it.
    /// </summary>
    public required IReadOnlyList<GitHubEnvironment> Environments { get; init; }

    /// <summary>Whether pull requests run <c>pulumi preview</c>. Default: false.</summary>
    public bool PullRequestPreview { get; init; }

    /// <summary>All environments, the one for releases included.</summary>
    internal IReadOnlyList<GitHubEnvironment> AllEnvironments =>
        Options.Shared is SharedParts.Use ? Environments : [.. Environments, Release];

    private static GitHubEnvironment Release => new() { Name = PipelineNames.ReleaseEnvironment, Branches = [], Tags = ["v*"] };

    internal override void Check(Problems problems)
    {
        Options.Check(problems, nameof(Options));
        for (var i = 0; i < Environments.Count; i++) Environments[i].Check(problems, $"{nameof(Environments)}[{i}]");
        foreach (var twice in AllEnvironments.GroupBy(environment => environment.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1))
        {
            problems.Add(
                nameof(Environments), twice.Key,
                $"two environments of a repository can't have the same name, and '{PipelineNames.ReleaseEnvironment}' is the one "
                    + "for releases; rename one.");
        }
    }
}
