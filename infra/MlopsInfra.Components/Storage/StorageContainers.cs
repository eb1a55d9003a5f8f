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

    /// <summary>How what was scored turned out: outcomes that arrive later.</summary>
    public const string Labels = "labels";

    /// <summary>Training sets made of inputs, predictions and labels, and the rows that were refused.</summary>
    public const string Feedback = "feedback";

    /// <summary>Files to be scored.</summary>
    public const string BatchInputs = "batch-inputs";

    /// <summary>Reports about the model in use, and what they are compared with.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All =>
        [TrainingData, ScoringInputs, Predictions, Labels, Feedback, BatchInputs, Monitoring];
}
