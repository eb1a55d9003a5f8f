namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Schedules that watch a model or bring data, published to a local cloud.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task A_monitor_is_published_with_what_it_watches_and_when_it_worries()
    {
        await using var azure = await LocalAzure.StartAsync();
        const string data = "{type: uri_folder, path: azureml://datastores/workspaceblobstore/paths/live/}";
        using var folder = ScheduleTests.Folder($$$"""
            create_monitor:
              compute: {instance_type: standard_e4s_v3, runtime_version: "3.4"}
              monitoring_target: {ml_task: regression, endpoint_deployment_id: azureml:pumps:blue}
              monitoring_signals:
                drift:
                  type: data_drift
                  production_data: {input_data: {{{data}}}, data_context: model_inputs}
                  reference_data:
                    input_data: {{{data}}}
                    target_column_name: failed
                    data_window: {window_start: "2025-01-01", window_end: "2025-02-01"}
                  features: all_features
                  metric_thresholds: {numerical: {normalized_wasserstein_distance: 0.1}}
                ours:
                  type: custom
                  component_id: azureml://registries/shared/components/watch/versions/1
                  inputs: {days: 3}
                  metric_thresholds: [{metric_name: errors, threshold: 2}]
                  alert_enabled: true
              alert_notification: azmonitoring
            """);

        await azure.PublishAsync(folder);

        var monitor = azure.Find("schedules/nightly")!["properties"]!["action"]!["monitorDefinition"]!;
        Assert.EndsWith("/onlineEndpoints/pumps/deployments/blue", (string?)monitor["monitoringTarget"]!["deploymentId"],
            StringComparison.Ordinal);
        var drift = monitor["signals"]!["drift"]!;
        Assert.Equal(("P7D", "P0D"),
            ((string?)drift["productionData"]!["windowSize"], (string?)drift["productionData"]!["windowOffset"]));
        Assert.Equal(("Static", "failed", "2025-02-01T00:00:00.000Z"), ((string?)drift["referenceData"]!["inputDataType"],
            (string?)drift["referenceData"]!["columns"]!["target_column"], (string?)drift["referenceData"]!["windowEnd"]));
        Assert.Equal("""[{"metric":"errors","threshold":{"value":2}}]""",
            monitor["signals"]!["ours"]!["metricThresholds"]!.ToJsonString());
        Assert.Equal("AzureMonitor", (string?)monitor["alertNotificationSetting"]!["alertNotificationType"]);
    }

    [Fact]
    public async Task An_import_is_scheduled_with_its_source_and_its_place()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = ScheduleTests.Folder("import_data: ./orders.yml").Write("orders.yml", """
            name: orders
            type: mltable
            path: azureml://datastores/workspaceblobstore/paths/${{name}}
            source: {type: database, query: select * from orders, connection: azureml:orders-db}
            """);

        await azure.PublishAsync(folder);

        var import = azure.Find("schedules/nightly")!["properties"]!["action"]!["dataImportDefinition"]!;
        Assert.Equal(("orders", "mltable"), ((string?)import["assetName"], (string?)import["dataType"]));
        Assert.Equal("""{"connection":"azureml:orders-db","query":"select * from orders","sourceType":"Database"}""",
            import["source"]!.ToJsonString());
    }
}
