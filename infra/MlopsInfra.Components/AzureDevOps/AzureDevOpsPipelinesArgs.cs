namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="AzureDevOpsPipelines"/>.</summary>
public sealed class AzureDevOpsPipelinesArgs : MlopsComponentArgs
{
    /// <summary>The project, its code, and who approves.</summary>
    public required AzureDevOpsOptions Options { get; init; }

    /// <summary>The environments to declare.</summary>
    public required IReadOnlyList<AzureDevOpsEnvironment> Environments { get; init; }

    /// <summary>
    /// Whether pull requests run <c>pulumi preview</c>, with the identities of the environments declared here. Default: false.
    /// </summary>
    public bool PullRequestPreview { get; init; }

    internal override void Check(Problems problems)
    {
        Options.Check(problems, nameof(Options));
        for (var i = 0; i < Environments.Count; i++)
        {
            AzureDevOpsNames.CheckName(problems, $"{nameof(Environments)}[{i}].{nameof(AzureDevOpsEnvironment.Name)}",
                Environments[i].Name, "environment");
        }

        foreach (var twice in Environments.GroupBy(environment => environment.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Environments), twice.Key, "two environments of a project can't have the same name; rename one.");
        }
    }
}
