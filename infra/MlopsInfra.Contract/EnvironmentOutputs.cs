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

    /// <summary>
    /// Name of the batch endpoint of the pipeline that scores files; null where the stack was deployed before there was one.
    /// </summary>
    public string? BatchScoringEndpointName { get; init; }

    /// <summary>Client id (a GUID) of the identity that the training cluster runs its jobs with.</summary>
    public required string TrainingIdentityClientId { get; init; }

    /// <summary>ARM id of the Application Insights component that services send telemetry to.</summary>
    public required string ApplicationInsightsId { get; init; }

    /// <summary>ARM id of the Log Analytics workspace.</summary>
    public required string LogAnalyticsId { get; init; }

    /// <summary>GUID by which queries and agents refer to the Log Analytics workspace.</summary>
    public required string LogAnalyticsCustomerId { get; init; }

    /// <summary>Whether storage, registry, workspace and scoring are reached from the environment's network only.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>Name of the container group that tries models; null where the stack has none.</summary>
    public string? QaGroupName { get; init; }

    /// <summary>Address of the service in that group, with a slash at its end; null where the stack has none.</summary>
    public Uri? QaScoringUrl { get; init; }

    /// <summary>ARM id of the identity that the group runs with; null where the stack has none.</summary>
    public string? QaIdentityId { get; init; }

    /// <summary>Name of the online endpoint of production scoring; null where the stack has none.</summary>
    public string? OnlineEndpointName { get; init; }

    /// <summary>Name of the attached cluster that production scoring runs on; null where the stack has none.</summary>
    public string? ScoringComputeName { get; init; }

    /// <summary>ARM id of the identity that production scoring runs with; null where the stack has none.</summary>
    public string? ScoringIdentityId { get; init; }

    /// <summary>Client id (a GUID) of that identity; null where the stack has none.</summary>
    public string? ScoringIdentityClientId { get; init; }

    /// <summary>Client id (a GUID) of the identity that pipelines release models with; null where no pipeline does.</summary>
    public string? ReleaseIdentityClientId { get; init; }

    /// <summary>
    /// Object id (a GUID) of that identity: what stacks that models are taken from give rights to; null where no pipeline
    /// releases.
    /// </summary>
    public string? ReleaseIdentityPrincipalId { get; init; }

    /// <summary>
    /// ARM id of the subnet that releases run container groups in; null where the environment has no network of its own.
    /// </summary>
    public string? ReleaseSubnetId { get; init; }

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
            BatchScoringEndpointName = reader.IfThere(OutputNames.BatchScoringEndpointName, reader.EndpointName),
            TrainingIdentityClientId = reader.Guid(OutputNames.TrainingIdentityClientId),
            ApplicationInsightsId = reader.ResourceId(OutputNames.ApplicationInsightsId),
            LogAnalyticsId = reader.ResourceId(OutputNames.LogAnalyticsId),
            LogAnalyticsCustomerId = reader.Guid(OutputNames.LogAnalyticsCustomerId),
            IsPrivate = reader.Flag(OutputNames.IsPrivate),
            QaGroupName = reader.IfThere(OutputNames.QaGroupName, reader.Text),
            QaScoringUrl = reader.IfThere(OutputNames.QaScoringUrl, reader.HttpFolder),
            QaIdentityId = reader.IfThere(OutputNames.QaIdentityId, reader.ResourceId),
            OnlineEndpointName = reader.IfThere(OutputNames.OnlineEndpointName, reader.EndpointName),
            ScoringComputeName = reader.IfThere(OutputNames.ScoringComputeName, reader.Text),
            ScoringIdentityId = reader.IfThere(OutputNames.ScoringIdentityId, reader.ResourceId),
            ScoringIdentityClientId = reader.IfThere(OutputNames.ScoringIdentityClientId, reader.Guid),
            ReleaseIdentityClientId = reader.IfThere(OutputNames.ReleaseIdentityClientId, reader.Guid),
            ReleaseIdentityPrincipalId = reader.IfThere(OutputNames.ReleaseIdentityPrincipalId, reader.Guid),
            ReleaseSubnetId = reader.IfThere(OutputNames.ReleaseSubnetId, reader.ResourceId),
        };
        reader.CheckWorkspaceId(outputs);
        reader.ThrowIfWrong();
        return outputs;
    }
}
