using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>No type comes in without somebody having looked at its rules.</summary>
public sealed class CoverageTests
{
    // Azure publishes no rule for these: ARM's general one holds.
    private static readonly string[] WithoutOwnName =
    [
        "Microsoft.Insights/privateLinkScopes/scopedResources",
        "Microsoft.KubernetesConfiguration/fluxConfigurations",
        "Microsoft.MachineLearningServices/workspaces/inferencePools",
        "Microsoft.MachineLearningServices/workspaces/inferencePools/endpoints",
        "Microsoft.MachineLearningServices/workspaces/inferencePools/groups",
        "Microsoft.MachineLearningServices/workspaces/marketplaceSubscriptions",
        "Microsoft.MachineLearningServices/workspaces/outboundRules",
        "Microsoft.MachineLearningServices/workspaces/privateEndpointConnections",
        "Microsoft.MachineLearningServices/workspaces/schedules",
        "Microsoft.MachineLearningServices/workspaces/serverlessEndpoints",
        "Microsoft.Monitor/accounts",
        "Microsoft.Network/privateDnsZones/{recordType}",
        "Microsoft.OperationalInsights/workspaces/savedSearches",
        "Microsoft.OperationalInsights/workspaces/tables",
    ];

    [Fact]
    public void Every_type_has_a_naming_rule_or_a_reason_to_have_none()
    {
        using var azure = new TestCloud();
        Assert.Equal(
            WithoutOwnName.Order(StringComparer.Ordinal),
            azure.Cloud.Catalog.Types.Where(type => !NamingRules.Has(type)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.Insights/diagnosticSettings", "logs", "logs:all")]
    [InlineData("Microsoft.Insights/scheduledQueryRules", "failed runs", "failed/runs")]
    [InlineData("Microsoft.Insights/webtests", "qa", "qa.")]
    [InlineData("Microsoft.MachineLearningServices/workspaces/connections", "feed", "f")]
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
