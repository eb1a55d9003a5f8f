using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>A probe of a deployment, with Azure's defaults.</summary>
/// <param name="InitialDelay">How long Azure waits before the first one.</param>
/// <param name="Period">How often it asks.</param>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="FailureThreshold">How many failures in a row count.</param>
internal sealed record ProbeSettings(TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, int FailureThreshold)
{
    /// <summary>How long a start may take until it counts as failed.</summary>
    public TimeSpan Patience => InitialDelay + Period * FailureThreshold;

    /// <summary>Reads one.</summary>
    /// <param name="properties">The deployment's properties.</param>
    /// <param name="name">Its name, as in <c>readinessProbe</c>.</param>
    public static ProbeSettings Read(JsonObject properties, string name)
    {
        return new ProbeSettings(Duration("initialDelay", 10), Duration("period", 10), Duration("timeout", 2),
            (int)(properties.Number($"{name}.failureThreshold") ?? 30));

        TimeSpan Duration(string setting, int seconds) =>
            properties.Text($"{name}.{setting}") is { } text && IsoDurations.Parse(text) is { } duration
                ? duration : TimeSpan.FromSeconds(seconds);
    }
}
