using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>The state of a container, in Azure's words.</summary>
/// <param name="State"><c>Waiting</c>, <c>Running</c> or <c>Terminated</c>.</param>
/// <param name="DetailStatus">Why, as in <c>Completed</c>, <c>Error</c> or <c>CrashLoopBackOff: ...</c>.</param>
internal sealed record ContainerState(string State, string DetailStatus = "")
{
    /// <summary>When it was started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>What it ended with.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The state of one that ended.</summary>
    public static ContainerState Ended(string detail, DateTimeOffset started, DateTimeOffset finished, int code) =>
        new("Terminated", detail) { Started = started, Finished = finished, ExitCode = code };

    /// <summary>As Resource Manager shows it.</summary>
    public JsonObject ToJson()
    {
        var shown = new JsonObject { ["state"] = State };
        if (Started is { } started) shown["startTime"] = Time(started);
        if (ExitCode is { } code) shown["exitCode"] = code;
        if (Finished is { } finished) shown["finishTime"] = Time(finished);
        shown["detailStatus"] = DetailStatus;
        return shown;
    }

    /// <summary>A time as Container Instances write it.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
