using MlopsInfra.Contract;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>The outputs of a stack that has a workspace, and nothing that scores.</summary>
internal static class SceneOutputs
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";

    public static EnvironmentOutputs Of(string name)
    {
        var group = $"/subscriptions/{Subscription}/resourceGroups/rg-{name}";
        return new EnvironmentOutputs
        {
            Environment = name,
            TenantId = "11111111-1111-1111-1111-111111111111",
            SubscriptionId = Subscription,
            Location = "westeurope",
            ResourceGroupName = $"rg-{name}",
            WorkspaceName = $"mlw-{name}",
            WorkspaceId = $"{group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-{name}",
            TrainingComputeName = "cpu-cluster",
            StorageAccountName = $"st{name}",
            BlobEndpoint = new Uri($"https://st{name}.blob.core.windows.net/"),
            Datastores = new DatastoreNames("training_data", "scoring_inputs", "predictions") { Labels = "labels" },
            RegistryName = $"cr{name}",
            RegistryLoginServer = $"cr{name}.azurecr.io",
            BatchEndpointName = $"bep-{name}",
            TrainingIdentityClientId = "44444444-4444-4444-4444-444444444444",
            ApplicationInsightsId = $"{group}/providers/Microsoft.Insights/components/appi-{name}",
            LogAnalyticsId = $"{group}/providers/Microsoft.OperationalInsights/workspaces/log-{name}",
            LogAnalyticsCustomerId = "55555555-5555-5555-5555-555555555555",
            IsPrivate = false,
        };
    }
}
