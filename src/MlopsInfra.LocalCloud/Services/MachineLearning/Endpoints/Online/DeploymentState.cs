namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>How far a deployment is.</summary>
internal enum DeploymentState
{
    /// <summary>Its process starts.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>Its process ended, or is silent, and is started again.</summary>
    Restarting,

    /// <summary>It could not be started.</summary>
    Failed,

    /// <summary>It was ended.</summary>
    Stopped,
}
