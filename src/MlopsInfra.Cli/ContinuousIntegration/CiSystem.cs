namespace MlopsInfra.Cli.ContinuousIntegration;

/// <summary>Who runs the command.</summary>
internal enum CiSystem
{
    /// <summary>A person, or a system that is not known.</summary>
    None,

    /// <summary>GitHub Actions (<c>GITHUB_ACTIONS</c> is <c>true</c>).</summary>
    GitHub,

    /// <summary>Azure Pipelines (<c>TF_BUILD</c> is set).</summary>
    AzureDevOps,
}
