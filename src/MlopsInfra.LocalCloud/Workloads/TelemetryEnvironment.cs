namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// Where a workload sends telemetry. A connection string says hosts of Azure: in a workload's environment they become this
/// server, its key (and so its component) stays, OpenTelemetry is led to the same component, and the SDKs are told to ask no
/// other host.
/// </summary>
internal static class TelemetryEnvironment
{
    /// <summary>The variable that SDKs of Application Insights read.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    // Settings and statistics of the SDKs come from, and go to, Microsoft.
    private static readonly string[] Switches =
    [
        "APPLICATIONINSIGHTS_CONTROLPLANE_DISABLED", "APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL",
        "APPLICATIONINSIGHTS_SDKSTATS_DISABLED",
    ];

    /// <summary>Leads a workload's telemetry here. Does nothing where it has no connection string.</summary>
    /// <param name="environment">The workload's environment. What it says of OpenTelemetry itself is kept.</param>
    /// <param name="server">The server's own address.</param>
    /// <param name="certificate">The file of its certificate.</param>
    public static void Apply(IDictionary<string, string> environment, Uri server, string certificate)
    {
        if (!environment.TryGetValue(ConnectionString, out var text)) return;
        var parts = Parts(text);
        parts["IngestionEndpoint"] = parts["LiveEndpoint"] = server.ToString();
        environment[ConnectionString] = string.Join(';', parts.Select(part => $"{part.Key}={part.Value}"));
        foreach (var name in Switches) environment.TryAdd(name, "true");
        if (!parts.TryGetValue("InstrumentationKey", out var key)) return;
        environment.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", new Uri(server, $"otlp/{key}").ToString());
        environment.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.TryAdd("OTEL_EXPORTER_OTLP_CERTIFICATE", certificate);
    }

    private static Dictionary<string, string> Parts(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(part => part.Key, part => part.Last()[1], StringComparer.OrdinalIgnoreCase);
}
