namespace MlopsInfra.Contract;

/// <summary>
/// The names of a stack's outputs: what the program exports and the post-deploy step reads. Renaming one is a breaking change.
/// </summary>
public static class OutputNames
{
    /// <summary>Name of the environment, as in <c>dev</c>.</summary>
    public const string Environment = "environment";

    /// <summary>Entra tenant id (a GUID).</summary>
    public const string TenantId = "tenantId";

    /// <summary>Azure subscription id (a GUID).</summary>
    public const string SubscriptionId = "subscriptionId";

    /// <summary>Azure region, as in <c>westeurope</c>.</summary>
    public const string Location = "location";

    /// <summary>Name of the resource group.</summary>
    public const string ResourceGroupName = "resourceGroupName";

    /// <summary>Name of the Azure Machine Learning workspace.</summary>
    public const string WorkspaceName = "workspaceName";

    /// <summary>ARM id of the Azure Machine Learning workspace.</summary>
    public const string WorkspaceId = "workspaceId";

    /// <summary>Name of the training cluster, as jobs refer to it.</summary>
    public const string TrainingComputeName = "trainingComputeName";

    /// <summary>Name of the storage account that holds data and code.</summary>
    public const string StorageAccountName = "storageAccountName";

    /// <summary>Blob endpoint of that account, with a slash at its end.</summary>
    public const string BlobEndpoint = "blobEndpoint";

    /// <summary>
    /// Names of the datastores, by purpose: <c>trainingData</c>, <c>scoringInputs</c>, <c>predictions</c>, <c>labels</c>,
    /// <c>feedback</c>, <c>batchInputs</c>, <c>monitoring</c>.
    /// </summary>
    public const string Datastores = "datastores";

    /// <summary>Name of the container registry.</summary>
    public const string RegistryName = "registryName";

    /// <summary>Host name of the container registry.</summary>
    public const string RegistryLoginServer = "registryLoginServer";

    /// <summary>Name that the batch endpoint of the training pipeline gets; unique in its region.</summary>
    public const string BatchEndpointName = "batchEndpointName";

    /// <summary>Name of the batch endpoint of the pipeline that scores files; unique in its region.</summary>
    public const string BatchScoringEndpointName = "batchScoringEndpointName";

    /// <summary>Client id of the identity that the training cluster runs its jobs with.</summary>
    public const string TrainingIdentityClientId = "trainingIdentityClientId";

    /// <summary>ARM id of the Application Insights component that services send telemetry to.</summary>
    public const string ApplicationInsightsId = "applicationInsightsId";

    /// <summary>ARM id of the Log Analytics workspace.</summary>
    public const string LogAnalyticsId = "logAnalyticsId";

    /// <summary>GUID by which queries and agents refer to the Log Analytics workspace.</summary>
    public const string LogAnalyticsCustomerId = "logAnalyticsCustomerId";

    /// <summary>Whether storage, registry, workspace and scoring are reached from the environment's network only.</summary>
    public const string IsPrivate = "isPrivate";

    /// <summary>Name of the container group that tries models; missing where the stack has none.</summary>
    public const string QaGroupName = "qaGroupName";

    /// <summary>Address of the service in that group, with a slash at its end; missing where the stack has none.</summary>
    public const string QaScoringUrl = "qaScoringUrl";

    /// <summary>ARM id of the identity that the group runs with; missing where the stack has none.</summary>
    public const string QaIdentityId = "qaIdentityId";

    /// <summary>Name of the online endpoint of production scoring; missing where the stack has none.</summary>
    public const string OnlineEndpointName = "onlineEndpointName";

    /// <summary>Name of the attached cluster that production scoring runs on; missing where the stack has none.</summary>
    public const string ScoringComputeName = "scoringComputeName";

    /// <summary>ARM id of the identity that production scoring runs with; missing where the stack has none.</summary>
    public const string ScoringIdentityId = "scoringIdentityId";

    /// <summary>Client id of that identity; missing where the stack has none.</summary>
    public const string ScoringIdentityClientId = "scoringIdentityClientId";

    /// <summary>Client id of the identity that pipelines release models with; missing where no pipeline does.</summary>
    public const string ReleaseIdentityClientId = "releaseIdentityClientId";

    /// <summary>
    /// Object id of that identity: what stacks that models are taken from give rights to; missing where no pipeline releases.
    /// </summary>
    public const string ReleaseIdentityPrincipalId = "releaseIdentityPrincipalId";

    /// <summary>
    /// ARM id of the subnet that releases run container groups in; missing where the environment has no network of its own.
    /// </summary>
    public const string ReleaseSubnetId = "releaseSubnetId";
}
