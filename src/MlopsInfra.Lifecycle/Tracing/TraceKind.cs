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

    /// <summary>The data that it read.</summary>
    Data,

    /// <summary>The pipeline that it ran.</summary>
    Pipeline,

    /// <summary>The commit that it was started from.</summary>
    Commit,
}
