using Azure.Core;

namespace MlopsInfra.ResourceManager;

/// <summary>Sets up any client of the Azure SDK as the connection says.</summary>
public static class ClientSetup
{
    /// <summary>Transport, retries, and patience with role assignments that still spread.</summary>
    public static T Configure<T>(T options, AzureConnection connection, Action<string> waiting)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = connection.MaxRetries;
        options.Retry.Delay = connection.RetryDelay;
        options.Retry.MaxDelay = TimeSpan.FromMinutes(1);
        options.Retry.Mode = RetryMode.Exponential;
        options.Diagnostics.ApplicationId = "MlopsInfra";
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        if (connection.Transport is { } transport) options.Transport = transport;
        options.AddPolicy(
            new RoleAssignmentPolicy(connection.RoleAssignmentWait, connection.RetryDelay, waiting),
            HttpPipelinePosition.PerCall);
        return options;
    }
}
