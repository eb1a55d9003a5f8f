namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>What is traced. At most one of these; none: what serves now.</summary>
public sealed record TraceSubject
{
    /// <summary>Name of a release: a deployment, or what a container group runs.</summary>
    public string? Deployment { get; init; }

    /// <summary>A model, <c>NAME</c> (its newest version) or <c>NAME:VERSION</c>.</summary>
    public string? Model { get; init; }

    /// <summary>An image: its digest, its tag, or <c>REPOSITORY@sha256:…</c>.</summary>
    public string? Image { get; init; }

    /// <summary>Data: a data asset <c>NAME:VERSION</c> or its hash, a blob by its path or address, an eTag or version id of a
    /// blob, or the id of a request whose row was trained on.</summary>
    public string? Data { get; init; }

    /// <summary>Id of a request to the scoring service.</summary>
    public string? Prediction { get; init; }

    /// <summary>Name of a training job.</summary>
    public string? Job { get; init; }

    /// <summary>What the names of the files begin with that predictions are looked for in, as in <c>2026/11/29</c>; null for
    /// any.</summary>
    public string? At { get; init; }
}
