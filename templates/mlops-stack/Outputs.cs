using MlopsInfra.Components;
using MlopsInfra.Contract;
using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace Company.Mlops;

/// <summary>
/// What the stack tells `mlops publish`, which publishes the training pipeline into it. Nothing in it is secret.
/// </summary>
internal static class Outputs
{
    public static IDictionary<string, object?> Of(MlopsEnvironment environment, GetClientConfigResult client) =>
        new Dictionary<string, object?>
    {
        [OutputNames.Environment] = Deployment.Instance.StackName,
        [OutputNames.TenantId] = client.TenantId,
        [OutputNames.SubscriptionId] = client.SubscriptionId,
        [OutputNames.Location] = environment.ResourceGroup.Placement.Location,
        [OutputNames.ResourceGroupName] = environment.ResourceGroup.ResourceGroupName,
        [OutputNames.WorkspaceName] = environment.Workspace.WorkspaceName,
        [OutputNames.WorkspaceId] = environment.Workspace.WorkspaceId,
        [OutputNames.TrainingComputeName] = environment.Training.ComputeName,
        [OutputNames.TrainingIdentityClientId] = environment.Training.Identity.ClientId,
        [OutputNames.StorageAccountName] = environment.Storage.AccountName,
        [OutputNames.BlobEndpoint] = environment.Storage.BlobEndpoint,
        [OutputNames.Datastores] = new Dictionary<string, object?>
        {
            ["trainingData"] = environment.Workspace.Datastores[DatastoreIds.TrainingData].Name,
            ["scoringInputs"] = environment.Workspace.Datastores[DatastoreIds.ScoringInputs].Name,
            ["predictions"] = environment.Workspace.Datastores[DatastoreIds.Predictions].Name,
            ["labels"] = environment.Workspace.Datastores[DatastoreIds.Labels].Name,
            ["feedback"] = environment.Workspace.Datastores[DatastoreIds.Feedback].Name,
            ["batchInputs"] = environment.Workspace.Datastores[DatastoreIds.BatchInputs].Name,
            ["monitoring"] = environment.Workspace.Datastores[DatastoreIds.Monitoring].Name,
        },
        [OutputNames.RegistryName] = environment.Registry.RegistryName,
        [OutputNames.RegistryLoginServer] = environment.Registry.LoginServer,
        [OutputNames.BatchEndpointName] = environment.TrainingEndpoint.EndpointName,
        [OutputNames.BatchScoringEndpointName] = environment.BatchScoringEndpoint.EndpointName,
        [OutputNames.ApplicationInsightsId] = environment.Monitoring.ApplicationInsightsId,
        [OutputNames.LogAnalyticsId] = environment.Monitoring.LogAnalyticsId,
        [OutputNames.LogAnalyticsCustomerId] = environment.Monitoring.LogAnalyticsCustomerId,
        [OutputNames.IsPrivate] = environment.Network is not null,
        [OutputNames.QaGroupName] = environment.QaScoring?.GroupName,
        [OutputNames.QaScoringUrl] = environment.QaScoring?.ScoringUrl,
        [OutputNames.QaIdentityId] = environment.QaScoring?.Identity.IdentityId,
        [OutputNames.OnlineEndpointName] = environment.ProductionScoring?.EndpointName,
        [OutputNames.ScoringComputeName] = environment.ProductionScoring?.ComputeName,
        [OutputNames.ScoringIdentityId] = environment.ProductionScoring?.ScoringIdentity.IdentityId,
        [OutputNames.ScoringIdentityClientId] = environment.ProductionScoring?.ScoringIdentity.ClientId,
        [OutputNames.ReleaseIdentityClientId] = environment.ReleasingIdentity?.ClientId,
        [OutputNames.ReleaseIdentityPrincipalId] = environment.ReleasingIdentity?.Identity.PrincipalId,
        [OutputNames.ReleaseSubnetId] = environment.Network?.ReleaseSubnetId,
    };
}
