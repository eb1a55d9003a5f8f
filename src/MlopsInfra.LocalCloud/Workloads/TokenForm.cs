namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>How a process asks for the tokens of its identities, which is told by where it runs.</summary>
internal enum TokenForm
{
    /// <summary>Jobs and deployments of Azure ML: <c>MSI_ENDPOINT</c> and <c>MSI_SECRET</c>.</summary>
    MachineLearning,

    /// <summary>Container groups: the instance metadata service, by <c>AZURE_POD_IDENTITY_AUTHORITY_HOST</c>.</summary>
    InstanceMetadata,

    /// <summary>App Service and Container Apps: <c>IDENTITY_ENDPOINT</c> and <c>IDENTITY_HEADER</c>.</summary>
    AppService,

    /// <summary>A job that runs with the identity of who submitted it: <c>OBO_ENDPOINT</c>.</summary>
    OnBehalfOf,
}
