using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>
/// An asset that is not described in the folder: <c>azureml:name:version</c>, <c>azureml:name@latest</c>, an ARM id, or an
/// asset of a registry (<c>azureml://registries/...</c>).
/// </summary>
/// <param name="Collection">Where the workspace keeps its kind: <c>environments</c>, <c>components</c>, <c>data</c> ...</param>
/// <param name="Text">The reference as it was written.</param>
/// <param name="Name">The name; null for an ARM id or a registry's asset, which are handed on as they are.</param>
/// <param name="Version">The version; null for the latest.</param>
/// <param name="Location">Where the reference is.</param>
internal sealed record RemoteAsset(string Collection, string Text, string? Name, string? Version, SourceLocation Location)
{
    /// <summary>
    /// Whether the workspace has to know it. Curated environments are served under their names without being listed there.
    /// </summary>
    public bool IsInWorkspace => Name is not null && !Name.StartsWith("AzureML-", StringComparison.OrdinalIgnoreCase);
}
