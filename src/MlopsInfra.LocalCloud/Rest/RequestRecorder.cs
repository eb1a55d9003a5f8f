namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Writes down what was asked and what failed.</summary>
/// <param name="log">Where to.</param>
/// <param name="options">Who is told of failures of the local cloud itself.</param>
internal sealed class RequestRecorder(RequestLog log, LocalCloudServerOptions options)
{
    /// <summary>Writes down a request.</summary>
    /// <param name="record">The request.</param>
    public void Add(RequestRecord record)
    {
        log.Add(record);
        if (record.Error is { } error) options.Failed?.Invoke(error);
    }

    /// <summary>Writes down what failed in the background.</summary>
    /// <param name="error">Why.</param>
    public void AddBackground(Exception error) =>
        Add(new RequestRecord(new RequestInfo("WORK", "", "/", ""), 0, TimeSpan.Zero, false, error));
}
