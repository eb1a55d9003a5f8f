using MlopsInfra.LocalCloud.Rules;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>No type comes in without somebody having looked at its rules.</summary>
public sealed class CoverageTests
{
    // Azure publishes no rule for these: ARM's general one holds.
    private static readonly string[] WithoutOwnName =
    [
        "Microsoft.MachineLearningServices/workspaces/outboundRules",
        "Microsoft.MachineLearningServices/workspaces/schedules",
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
    public void Names_are_told_apart(string type, string right, string wrong)
    {
        Assert.True(NamingRules.For(type).Allows(right));
        Assert.False(NamingRules.For(type).Allows(wrong));
        Assert.Contains(wrong, NamingRules.For(type).Explain(wrong), StringComparison.Ordinal);
    }
}
