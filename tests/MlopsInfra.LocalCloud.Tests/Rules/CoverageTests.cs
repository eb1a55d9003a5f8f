namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>No type comes in without somebody having looked at its rules.</summary>
public sealed class CoverageTests
{
    // Types of the schema without a class or a line of their own: why the schema says enough.
    private static readonly Dictionary<string, string> SchemaOnly = new()
    {
        ["Microsoft.KubernetesConfiguration/fluxConfigurations"] =
            "nothing runs in a cluster here that could follow a repository",
        ["Microsoft.MachineLearningServices/workspaces/inferencePools"] = "a preview: Azure documents no rules of it",
        ["Microsoft.MachineLearningServices/workspaces/inferencePools/endpoints"] = "as its pool",
        ["Microsoft.MachineLearningServices/workspaces/inferencePools/groups"] = "as its pool",
        ["Microsoft.MachineLearningServices/workspaces/marketplaceSubscriptions"] =
            "offers of the marketplace are not known here",
        ["Microsoft.MachineLearningServices/workspaces/serverlessEndpoints"] = "models of the marketplace are not known here",
        ["Microsoft.Network/privateDnsZones/{recordType}"] = "one schema stands for the types of all records (A, CNAME ...)",
    };

    [Fact]
    public void Every_type_has_a_class_or_a_reason_to_have_none()
    {
        using var azure = new TestCloud();
        Assert.Equal(
            SchemaOnly.Keys.Order(StringComparer.Ordinal),
            azure.Cloud.Catalog.Types.Where(type => !AzureServices.Types.Know(type)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.Insights/diagnosticSettings", "logs", "logs:all")]
    [InlineData("Microsoft.Insights/scheduledQueryRules", "failed runs", "failed/runs")]
    [InlineData("Microsoft.Insights/webtests", "qa", "qa.")]
    [InlineData("Microsoft.MachineLearningServices/workspaces/connections", "feed", "f")]
    [InlineData("Microsoft.MachineLearningServices/workspaces/outboundRules", "pypi", "py")]
    [InlineData("Microsoft.MachineLearningServices/registries/models", "churn-model", "churn.model")]
    [InlineData("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", "default", "-default")]
    [InlineData("Microsoft.ContainerRegistry/registries/cacheRules", "docker-hub", "hub")]
    [InlineData("Microsoft.App/managedEnvironments", "scoring-env", "scoring--env")]
    [InlineData("Microsoft.Authorization/policyAssignments", "no public access", "no.public.access")]
    [InlineData("Microsoft.Compute/virtualMachines", "runner_1", "runner-")]
    [InlineData("Microsoft.Portal/dashboards", "mlops-dev", "mlops dev")]
    [InlineData("Microsoft.AlertsManagement/smartDetectorAlertRules", "Failure anomalies", "Failure anomalies.")]
    [InlineData("Microsoft.Insights/privateLinkScopes", "ampls.dev", "ampls.")]
    public void Names_are_told_apart(string type, string right, string wrong)
    {
        Assert.True(AzureServices.Types.Of(type).Naming.Allows(right));
        Assert.False(AzureServices.Types.Of(type).Naming.Allows(wrong));
        Assert.Contains(wrong, AzureServices.Types.Of(type).Naming.Explain(wrong), StringComparison.Ordinal);
    }
}
