namespace MlopsInfra.Components;

/// <summary>Names of the containers.</summary>
public static class StorageContainers
{
    /// <summary>Data that pipelines train on.</summary>
    public const string TrainingData = "training-data";

    /// <summary>What the scoring services were asked.</summary>
    public const string ScoringInputs = "scoring-inputs";

    /// <summary>What they answered.</summary>
    public const string Predictions = "predictions";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => [TrainingData, ScoringInputs, Predictions];
}
