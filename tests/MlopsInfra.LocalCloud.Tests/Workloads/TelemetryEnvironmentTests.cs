using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>What a workload's environment says of telemetry.</summary>
public sealed class TelemetryEnvironmentTests
{
    private static readonly Uri Server = new("https://127.0.0.1:4443/");

    [Fact]
    public void A_connection_string_leads_here_with_its_own_key_and_the_SDKs_ask_nobody_else()
    {
        var environment = new Dictionary<string, string>
        {
            [TelemetryEnvironment.ConnectionString] = "InstrumentationKey=k;IngestionEndpoint=https://westeurope-1.in."
                + "applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics.monitor.azure.com"
                + "/;ApplicationId=a",
        };

        TelemetryEnvironment.Apply(environment, Server, "/cert.pem");

        Assert.Equal("InstrumentationKey=k;IngestionEndpoint=https://127.0.0.1:4443/;LiveEndpoint=https://127.0.0.1:4443/;"
            + "ApplicationId=a", environment[TelemetryEnvironment.ConnectionString]);
        Assert.Equal("https://127.0.0.1:4443/otlp/k", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("/cert.pem", environment["OTEL_EXPORTER_OTLP_CERTIFICATE"]);
        Assert.Equal("true", environment["APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL"]);
        Assert.Equal("true", environment["APPLICATIONINSIGHTS_CONTROLPLANE_DISABLED"]);
    }

    [Fact]
    public void Without_a_connection_string_there_is_nothing_to_say()
    {
        var environment = new Dictionary<string, string> { ["A"] = "b" };
        TelemetryEnvironment.Apply(environment, Server, "/cert.pem");
        Assert.Equal(["A"], environment.Keys);
    }
}
