namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>What MLflow knows of a registered model besides what the workspace's model says.</summary>
internal sealed class RegisteredModel
{
    /// <summary>Aliases, and the version of each.</summary>
    public SortedDictionary<string, string> Aliases { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What it knows of versions that were made by MLflow.</summary>
    public Dictionary<string, RegisteredVersion> Versions { get; init; } = [];
}
