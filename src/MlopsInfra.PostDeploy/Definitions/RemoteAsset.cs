using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>
/// An asset that is not described in the folder: <c>azureml:name:version</c>, <c>azureml:name@latest</c>, an ARM id, or an
/// asset of a registry (<c>azureml://registries/...</c>).
/// </summary>
/// <param name="Collection">Where the workspace keeps its kind: <c>environments</c>, <c>components</c>, <c>data</c> ...</param>
/// <param name="Text">The reference as it was written.</param>
/// <param name="Name">The name; null for an ARM id or a registry's asset, which are handed on as they are.</param>
/// <param name="Version">The version; null for the latest, or for a label.</param>
/// <param name="Label">A label that Azure resolves, such as <c>default</c>; null for a version, or for the latest.</param>
/// <param name="Location">Where the reference is.</param>
internal sealed record RemoteAsset(
    string Collection, string Text, string? Name, string? Version, string? Label, SourceLocation Location)
{
    /// <summary>
    /// Whether the workspace has to know it. Curated environments are served under their names without being listed there.
    /// </summary>
    public bool IsInWorkspace => Name is not null && !IsCurated;

    private bool IsCurated => Name is not null && Name.StartsWith("AzureML-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The ARM id, or the reference as it was written where there is none.</summary>
    /// <param name="targets">Holds the version that "latest" stands for.</param>
    public string Id(LinkTargets targets)
    {
        if (!IsInWorkspace)
            return Text.StartsWith("azureml:/subscriptions/", StringComparison.OrdinalIgnoreCase)
                ? Text["azureml:".Length..] : Text;
        var place = Label is null ? $"versions/{VersionIn(targets)}" : $"labels/{Label}";
        return $"{targets.WorkspaceId}/{Collection}/{Name}/{place}";
    }

    /// <summary>Name and version; null for what the workspace does not hold, or what a label stands for.</summary>
    /// <param name="targets">Holds the version that "latest" stands for.</param>
    public string? NameAndVersion(LinkTargets targets) =>
        IsInWorkspace && Label is null ? $"{Name}:{VersionIn(targets)}" : null;

    private string VersionIn(LinkTargets targets) => Version ?? targets.Graph.Latest(this);
}
