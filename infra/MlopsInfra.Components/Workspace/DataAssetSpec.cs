namespace MlopsInfra.Components;

/// <summary>
/// A data asset of a workspace: a folder of a datastore under a name and a version that pipelines refer to, as in
/// <c>azureml:training_data:1</c>.
/// </summary>
/// <param name="Name">Name of the asset: letters, digits, hyphens and underscores.</param>
/// <param name="DatastoreName">Name of the datastore, one of <see cref="MlWorkspaceArgs.Datastores"/>.</param>
/// <param name="Folder">Path of the folder in the datastore; empty for all of it.</param>
/// <param name="Description">What is in it.</param>
public sealed record DataAssetSpec(string Name, string DatastoreName, string Folder, string Description)
{
    /// <summary>Version of the asset: a version always means the same folder. Default: <c>1</c>.</summary>
    public string Version { get; init; } = "1";
}
