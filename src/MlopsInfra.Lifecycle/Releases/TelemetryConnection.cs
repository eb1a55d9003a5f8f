using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Where services of an environment send their telemetry.</summary>
internal static class TelemetryConnection
{
    /// <summary>The connection string. It is no secret where local authentication is off, and treated as one all the
    /// same.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is none.</exception>
    public static async Task<string> FindAsync(LifecycleEnvironment environment, CancellationToken cancellationToken)
    {
        var id = environment.Outputs.ApplicationInsightsId;
        var component = await environment.Arm.FindAsync(
            environment.Arm.Url(id, ApiVersions.ApplicationInsights), cancellationToken);
        return (string?)component?["properties"]?["ConnectionString"] ?? throw new LifecycleException(
            "ApplicationInsightsNotFound", $"The Application Insights component {id} is not there, or has no connection string.");
    }
}
