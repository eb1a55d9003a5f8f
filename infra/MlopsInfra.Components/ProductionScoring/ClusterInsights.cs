using System.Text.Json;
using Pulumi;
using Pulumi.AzureNative.ContainerService;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// What the cluster's monitoring agent sends to Log Analytics. An agent that signs in with an identity (<c>useAADAuth</c>) sends
/// nothing until a rule says what, and is tied to the cluster: the portal declares both silently, a template has to ("Enable
/// monitoring for Kubernetes clusters").
/// </summary>
internal static class ClusterInsights
{
    // The names that the agent looks for.
    private const string AssociationName = "ContainerInsightsExtension";
    private const string SettingsAssociationName = "configurationAccessEndpoint";
    private const string Stream = "Microsoft-ContainerInsights-Group-Default";
    private const string Destination = "ciworkspace";

    // Once a minute, all namespaces, and the second version of the log table, which has a namespace per line.
    private const string Settings =
        """{"dataCollectionSettings":{"interval":"1m","namespaceFilteringMode":"Off","enableContainerLogV2":true}}""";

    public static void Declare(MlopsComponent owner, string name, ProductionScoringArgs args, ManagedCluster cluster)
    {
        if (owner.EffectivePlacement.LogAnalyticsId is not { } logs) return;
        var rule = owner.Declare($"{name}-insights", CreateRuleArgs(args, owner.EffectivePlacement, logs),
            (n, a, o) => new DataCollectionRule(n, a, o));
        owner.Declare(
            $"{name}-insights-cluster",
            new DataCollectionRuleAssociationArgs
            {
                AssociationName = AssociationName,
                DataCollectionRuleId = rule.Id,
                ResourceUri = cluster.Id,
                Description = "What the cluster's monitoring agent sends. Without it, the agent sends nothing.",
            },
            (n, a, o) => new DataCollectionRuleAssociation(n, a, o));
        if (args.DataCollectionEndpointId is not { } endpoint) return;
        owner.Declare(
            $"{name}-insights-settings",
            new DataCollectionRuleAssociationArgs
            {
                AssociationName = SettingsAssociationName,
                DataCollectionEndpointId = endpoint,
                ResourceUri = cluster.Id,
                Description = "Where the agent gets its settings from, without leaving the network.",
            },
            (n, a, o) => new DataCollectionRuleAssociation(n, a, o));
    }

    private static DataCollectionRuleArgs CreateRuleArgs(ProductionScoringArgs args, Placement placement, Input<string> logs)
    {
        var rule = new DataCollectionRuleArgs
        {
            DataCollectionRuleName = args.DataCollectionRuleName,
            ResourceGroupName = placement.ResourceGroupName,
            Location = placement.Location,
            Tags = placement.TagMap(),
            Kind = "Linux",
            DataSources = new DataCollectionRuleDataSourcesArgs
            {
                Extensions =
                {
                    new ExtensionDataSourceArgs
                    {
                        Name = AssociationName,
                        ExtensionName = "ContainerInsights",
                        ExtensionSettings = JsonSerializer.Deserialize<JsonElement>(Settings),
                        Streams = { Stream },
                    },
                },
            },
            Destinations = new DataCollectionRuleDestinationsArgs
            {
                LogAnalytics = { new LogAnalyticsDestinationArgs { Name = Destination, WorkspaceResourceId = logs } },
            },
            DataFlows = { new DataFlowArgs { Streams = { Stream }, Destinations = { Destination } } },
        };
        if (args.DataCollectionEndpointId is { } endpoint) rule.DataCollectionEndpointId = endpoint;
        return rule;
    }
}
