namespace MlopsInfra.Contract;

/// <summary>
/// The outputs of one stack, checked: what the Pulumi program exports and the post-deploy step reads. Nothing in it is secret.
/// </summary>
public sealed record EnvironmentOutputs
{
    /// <summary>Name of the environment, as in <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Entra tenant id (a GUID).</summary>
    public required string TenantId { get; init; }

    /// <summary>Azure subscription id (a GUID).</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Azure region, as in <c>westeurope</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Name of the resource group.</summary>
    public required string ResourceGroupName { get; init; }

    /// <summary>Name of the Azure Machine Learning workspace.</summary>
    public required string WorkspaceName { get; init; }

    /// <summary>ARM id of the Azure Machine Learning workspace.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>Name of the training cluster, as jobs refer to it.</summary>
    public required string TrainingComputeName { get; init; }

    /// <summary>Name of the storage account that holds data and code.</summary>
    public required string StorageAccountName { get; init; }

    /// <summary>Blob endpoint of that account, with a slash at its end.</summary>
    public required Uri BlobEndpoint { get; init; }

    /// <summary>Names of the datastores, by purpose.</summary>
    public required DatastoreNames Datastores { get; init; }

    /// <summary>Name of the container registry.</summary>
    public required string RegistryName { get; init; }

    /// <summary>Host name of the container registry, as in <c>crmlops.azurecr.io</c>.</summary>
    public required string RegistryLoginServer { get; init; }

    /// <summary>Name of the training pipeline's batch endpoint; unique in its region.</summary>
    public required string BatchEndpointName { get; init; }

    /// <summary>Client id (a GUID) of the identity that the training cluster runs its jobs with.</summary>
    public required string TrainingIdentityClientId { get; init; }

    /// <summary>
    /// Reads what <c>pulumi stack output --json</c> prints: one object, outputs by name. Outputs of other names are left alone.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it came from; errors begin with it.</param>
    /// <exception cref="EnvironmentOutputsException">The text is no such object, or outputs are missing or wrong; names all of
    /// them.</exception>
    public static EnvironmentOutputs Parse(string json, string source = "stack outputs")
    {
        var reader = OutputsReader.Open(json, source);
        var outputs = new EnvironmentOutputs
        {
            Environment = reader.Text(OutputNames.Environment),
            TenantId = reader.Guid(OutputNames.TenantId),
            SubscriptionId = reader.Guid(OutputNames.SubscriptionId),
            Location = reader.Text(OutputNames.Location),
            ResourceGroupName = reader.Text(OutputNames.ResourceGroupName),
            WorkspaceName = reader.Text(OutputNames.WorkspaceName),
            WorkspaceId = reader.Text(OutputNames.WorkspaceId),
            TrainingComputeName = reader.Text(OutputNames.TrainingComputeName),
            StorageAccountName = reader.Text(OutputNames.StorageAccountName),
            BlobEndpoint = reader.HttpsFolder(OutputNames.BlobEndpoint),
            Datastores = reader.Datastores(OutputNames.Datastores),
            RegistryName = reader.Text(OutputNames.RegistryName),
            RegistryLoginServer = reader.Text(OutputNames.RegistryLoginServer),
            BatchEndpointName = reader.EndpointName(OutputNames.BatchEndpointName),
            TrainingIdentityClientId = reader.Guid(OutputNames.TrainingIdentityClientId),
        };
        reader.CheckWorkspaceId(outputs);
        reader.ThrowIfWrong();
        return outputs;
    }
}
