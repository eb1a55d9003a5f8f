namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>A prediction, as the scoring service logged it.</summary>
/// <param name="RequestId">Id of the request.</param>
/// <param name="Blob">Address of the file that it is in.</param>
internal sealed record PredictionRecord(string RequestId, Uri Blob)
{
    /// <summary>When it was made, as the service wrote it; null where it did not.</summary>
    public string? Time { get; init; }

    /// <summary>The model, <c>NAME:VERSION</c>; null where the service did not know it.</summary>
    public string? Model { get; init; }

    /// <summary>The release; null where the service did not know it.</summary>
    public string? Release { get; init; }

    /// <summary>The image; null where the service did not know it.</summary>
    public string? Image { get; init; }
}
