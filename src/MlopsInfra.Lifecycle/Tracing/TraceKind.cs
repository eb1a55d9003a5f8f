namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>What a link of a chain is, from what a user sees back to what it was made of.</summary>
public enum TraceKind
{
    /// <summary>An answer of the scoring service.</summary>
    Prediction,

    /// <summary>What serves, or served: a container group, or a deployment of an online endpoint.</summary>
    Deployment,

    /// <summary>The scoring image.</summary>
    Image,

    /// <summary>A version of a registered model.</summary>
    Model,

    /// <summary>The training job.</summary>
    Job,

    /// <summary>The version of the data asset that it read.</summary>
    Asset,

    /// <summary>A blob that this version was made of.</summary>
    Blob,

    /// <summary>What told the data apart where it lay.</summary>
    Data,

    /// <summary>The pipeline that it ran.</summary>
    Pipeline,

    /// <summary>The commit that it was started from.</summary>
    Commit,
}
