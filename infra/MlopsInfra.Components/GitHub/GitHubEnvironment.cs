using Pulumi;

namespace MlopsInfra.Components;

/// <summary>An environment of a GitHub repository: who may deploy to it from where, and what its jobs are given.</summary>
public sealed record GitHubEnvironment
{
    /// <summary>Its name; unique in the repository, upper and lower case alike.</summary>
    public required string Name { get; init; }

    /// <summary>Branches that may deploy to it, as patterns of names. Default: <c>main</c>.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [PipelineNames.MainBranch];

    /// <summary>Tags that may deploy to it, as patterns of names. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Variables of its jobs, by name.</summary>
    public IReadOnlyDictionary<string, Input<string>> Variables { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>Secrets of its jobs, by name. They are marked secret, whatever they are made of.</summary>
    public IReadOnlyDictionary<string, Input<string>> Secrets { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>
    /// Label of the runners whose jobs reach the environment's private network; it goes into the repository's variable
    /// <see cref="PipelineNames.Runner"/>, as a job chooses its runner before it has the environment's own. Null: hosted runners.
    /// Default: null.
    /// </summary>
    public string? RunnerLabel { get; init; }

    internal void Check(Problems problems, string path)
    {
        GitHubNames.CheckEnvironment(problems, $"{path}.{nameof(Name)}", Name);
        problems.Require(
            Branches.Count + Tags.Count > 0, $"{path}.{nameof(Branches)}", null,
            "name a branch or a tag: nothing could be deployed from anywhere.");
        GitHubNames.CheckLabel(problems, $"{path}.{nameof(RunnerLabel)}", RunnerLabel);
        foreach (var name in Variables.Keys) GitHubNames.CheckVariable(problems, $"{path}.{nameof(Variables)}.{name}", name);
        foreach (var name in Secrets.Keys) GitHubNames.CheckSecret(problems, $"{path}.{nameof(Secrets)}.{name}", name);
    }
}
