namespace MlopsInfra.PostDeploy.Links;

/// <summary>How a reference to an asset is written in a request.</summary>
internal enum AssetForm
{
    /// <summary>The bare ARM id, as in nodes, jobs and deployments.</summary>
    Id,

    /// <summary>The ARM id behind <c>azureml:</c>, as in specs of components.</summary>
    Spec,
}
