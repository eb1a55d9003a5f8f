using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// An alert on a metric of Application Insights that leaves its usual range, which Azure learns. A metric is no query: it goes on
/// where logs are closed to the internet. Names and aggregations: "Supported metrics for microsoft.insights/components".
/// </summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">What has happened when it is sent.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Aggregation">How the values of a window become one.</param>
/// <param name="Operator">On which side of the range.</param>
internal sealed record AnomalyAlert(
    string Name, string Description, string Metric, AggregationTypeEnum Aggregation, DynamicThresholdOperator Operator)
{
    private const string Namespace = "microsoft.insights/components";
    private const int Windows = 4;
    private const int FailingWindows = 3;

    /// <summary>What is watched. A rule with a learned threshold has one condition, so each is a rule of its own.</summary>
    public static IReadOnlyList<AnomalyAlert> All =>
    [
        new("anomaly-latency", "Scoring requests take longer than they usually do at this time.", "requests/duration",
            AggregationTypeEnum.Average, DynamicThresholdOperator.GreaterThan),
        new("anomaly-failures", "More scoring requests fail than usually do at this time.", "requests/failed",
            AggregationTypeEnum.Count, DynamicThresholdOperator.GreaterThan),
        new("anomaly-volume", "Scoring is asked far more or far less often than it usually is at this time.", "requests/count",
            AggregationTypeEnum.Count, DynamicThresholdOperator.GreaterOrLessThan),
    ];

    /// <summary>The arguments of its rule.</summary>
    /// <param name="placement">Where it goes.</param>
    /// <param name="applicationInsightsId">ARM id of the component that has the metric.</param>
    /// <param name="actionGroupId">ARM id of the action group that is told.</param>
    /// <param name="sensitivity">How far is too far; not <see cref="AnomalySensitivity.None"/>.</param>
    public MetricAlertArgs ToArgs(Placement placement, Input<string> applicationInsightsId, Input<string> actionGroupId,
        AnomalySensitivity sensitivity) => new()
    {
        RuleName = $"alert-{Name}",
        Description = Description,
        ResourceGroupName = placement.ResourceGroupName,
        Location = "global",
        Tags = placement.TagMap(),
        Enabled = true,
        Severity = 3,
        EvaluationFrequency = "PT5M",
        WindowSize = "PT15M",
        AutoMitigate = true,
        Scopes = { applicationInsightsId },
        Criteria = new MetricAlertMultipleResourceMultipleMetricCriteriaArgs
        {
            OdataType = "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
            AllOf =
            {
                new DynamicMetricCriteriaArgs
                {
                    Name = Name,
                    CriterionType = "DynamicThresholdCriterion",
                    MetricNamespace = Namespace,
                    MetricName = Metric,
                    TimeAggregation = Aggregation,
                    Operator = Operator,
                    AlertSensitivity = sensitivity.ToString(),
                    FailingPeriods = new DynamicThresholdFailingPeriodsArgs
                    {
                        NumberOfEvaluationPeriods = Windows,
                        MinFailingPeriodsToAlert = FailingWindows,
                    },
                },
            },
        },
        Actions = { new MetricAlertActionArgs { ActionGroupId = actionGroupId } },
    };
}
