using System.Text.Json.Nodes;

namespace MlopsInfra.Contract.Tests;

/// <summary>What <c>pulumi stack output --json</c> prints of a stack without scoring and without pipelines.</summary>
internal static class PrintedOutputs
{
    public const string Group = "/subscriptions/0f0f0f0f-0000-0000-0000-000000000001/resourceGroups/rg-mlops-dev";
    public const string Workspace = $"{Group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-mlops-dev";

    public static JsonObject Create() => new()
    {
        ["environment"] = "dev",
        ["tenantId"] = "0f0f0f0f-0000-0000-0000-000000000000",
        ["subscriptionId"] = "0f0f0f0f-0000-0000-0000-000000000001",
        ["location"] = "westeurope",
        ["resourceGroupName"] = "rg-mlops-dev",
        ["workspaceName"] = "mlw-mlops-dev",
        ["workspaceId"] = Workspace,
        ["trainingComputeName"] = "cpu-cluster",
        ["storageAccountName"] = "stmlopsdev",
        ["blobEndpoint"] = "https://stmlopsdev.blob.core.windows.net/",
        ["datastores"] = new JsonObject { ["trainingData"] = "training_data", ["scoringInputs"] = "scoring_inputs",
            ["predictions"] = "predictions" },
        ["registryName"] = "crmlopsdev",
        ["registryLoginServer"] = "crmlopsdev.azurecr.io",
        ["batchEndpointName"] = "ep-mlops-dev",
        ["trainingIdentityClientId"] = "0f0f0f0f-0000-0000-0000-000000000002",
        ["applicationInsightsId"] = $"{Group}/providers/Microsoft.Insights/components/appi-mlops-dev",
        ["logAnalyticsId"] = $"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops-dev",
        ["logAnalyticsCustomerId"] = "0f0f0f0f-0000-0000-0000-000000000005",
        ["isPrivate"] = false,
    };
}
