using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Application Insights components.</summary>
internal sealed class InsightsComponentResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/components";

    private static readonly double[] Retentions = [30, 60, 90, 120, 180, 270, 365, 550, 730];

    public override NamingRule Naming { get; init; } = NamingRule.Without(@"%&\\?/<>:*|""");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(17);

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } = [new("properties.Application_Type")];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Metrics { get; init; } =
    [
        "availabilityResults/availabilityPercentage", "availabilityResults/count", "availabilityResults/duration",
        "browserTimings/networkDuration", "browserTimings/processingDuration", "browserTimings/receiveDuration",
        "browserTimings/sendDuration", "browserTimings/totalDuration", "dependencies/count", "dependencies/duration",
        "dependencies/failed", "exceptions/browser", "exceptions/count", "exceptions/server", "pageViews/count",
        "pageViews/duration", "performanceCounters/exceptionsPerSecond", "performanceCounters/memoryAvailableBytes",
        "performanceCounters/processCpuPercentage", "performanceCounters/processIOBytesPerSecond",
        "performanceCounters/processorCpuPercentage", "performanceCounters/processPrivateBytes",
        "performanceCounters/requestExecutionTime", "performanceCounters/requestsInQueue",
        "performanceCounters/requestsPerSecond", "requests/count", "requests/duration", "requests/failed", "requests/rate",
        "traces/count",
    ];

    public override IReadOnlyList<Reference> References { get; init; } =
        [new("properties.WorkspaceResourceId", Arm.References.Missing, LogAnalyticsWorkspaceResource.TypeName)];

    public override IReadOnlyList<string> ComputedSecretPointers { get; init; } =
        ["/properties/ConnectionString", "/properties/InstrumentationKey"];

    public override IReadOnlyList<string> ComputedAddresses { get; init; } = ["properties.ConnectionString"];

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Number("properties.RetentionInDays") is { } days && !Retentions.Contains(days))
            throw new ArmException(400, "BadRequest",
                $"RetentionInDays {days} is not allowed. Allowed values: {string.Join(", ", Retentions)}.",
                "properties.RetentionInDays");
        // Classic components were retired in February 2024.
        if (put.IsNew && put.Body.Text("properties.WorkspaceResourceId") is null)
            throw new ArmException(400, "BadRequest",
                "Classic Application Insights resources can't be created any more: WorkspaceResourceId is needed.",
                "properties.WorkspaceResourceId");
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var key = MadeUpIds.From("instrumentation key", put.Id.Value);
        var app = MadeUpIds.From("application", put.Id.Value);
        var properties = computed["properties"]!.AsObject();
        properties["InstrumentationKey"] = key;
        properties["ConnectionString"] =
            $"InstrumentationKey={key};IngestionEndpoint=https://{put.Location}-1.in.applicationinsights.azure.com/"
                + $";LiveEndpoint=https://{put.Location}.livediagnostics.monitor.azure.com/;ApplicationId={app}";
        properties["AppId"] = app;
        properties["ApplicationId"] = put.Id.Name;
        properties["Name"] = put.Id.Name;
        properties["TenantId"] = put.Cloud.Options.TenantId;
        properties["CreationDate"] = CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now);
        if (put.Body.Number("properties.RetentionInDays") is null) properties["RetentionInDays"] = 90;
        if (put.Body.Text("properties.IngestionMode") is null) properties["IngestionMode"] = "LogAnalytics";
    }
}
