namespace MlopsInfra.Components;

/// <summary>Where the code is that Azure Pipelines build.</summary>
public enum CodeHost
{
    /// <summary>A repository of the Azure DevOps project.</summary>
    AzureRepos,

    /// <summary>A repository on GitHub, through a service connection.</summary>
    GitHub,
}
