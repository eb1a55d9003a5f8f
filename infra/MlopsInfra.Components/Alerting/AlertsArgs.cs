using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="Alerts"/>.</summary>
public sealed class AlertsArgs : PlacedComponentArgs
{
    /// <summary>Name of the action group.</summary>
    public required string ActionGroupName { get; init; }

    /// <summary>ARM id of the Log Analytics workspace whose logs are watched.</summary>
    public required Input<string> LogAnalyticsId { get; init; }

    /// <summary>
    /// ARM id of the Application Insights component whose metrics are watched for anomalies. Default: null, none are.
    /// </summary>
    public Input<string>? ApplicationInsightsId { get; init; }

    /// <summary>ARM id of the resource group that the budget is for.</summary>
    public required Input<string> ResourceGroupId { get; init; }

    /// <summary>Whether there is a scoring cluster to watch. Default: false.</summary>
    public bool HasCluster { get; init; }

    /// <summary>Whether new data starts runs. Default: false.</summary>
    public bool HasTrigger { get; init; }

    /// <summary>The clock that says in which month a new budget begins. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What can be chosen.</summary>
    public required AlertOptions Options { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(ActionGroupName), ActionGroupName, NamingRules.ActionGroup);
        Options.Check(problems, nameof(Options));
    }
}
