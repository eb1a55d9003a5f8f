namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>A model that a run logged, which MLflow 3 knows by an id of its own, registered or not.</summary>
internal sealed class LoggedModel
{
    /// <summary>Its id, as in <c>m-0123456789abcdef0123456789abcdef</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, which other ones may have as well.</summary>
    public required string Name { get; init; }

    /// <summary>Its experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The run that logged it; empty for none.</summary>
    public required string SourceRunId { get; init; }

    /// <summary>Where its files are: the run whose artifacts they are among.</summary>
    public required ArtifactPlace Place { get; init; }

    /// <summary>Its kind, as the client says it.</summary>
    public string ModelType { get; init; } = "";

    /// <summary>LOGGED_MODEL_PENDING, LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED.</summary>
    public string Status { get; set; } = "LOGGED_MODEL_PENDING";

    /// <summary>When it was made, in milliseconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>When it was changed.</summary>
    public required long Updated { get; set; }

    /// <summary>Its params.</summary>
    public SortedDictionary<string, string> Params { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Its tags.</summary>
    public SortedDictionary<string, string> Tags { get; init; } = new(StringComparer.Ordinal);
}
