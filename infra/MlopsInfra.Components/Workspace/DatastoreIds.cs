namespace MlopsInfra.Components;

/// <summary>Names of the datastores of an environment's workspace.</summary>
public static class DatastoreIds
{
    /// <summary>Data that pipelines train on.</summary>
    public const string TrainingData = "training_data";

    /// <summary>What the scoring services were asked.</summary>
    public const string ScoringInputs = "scoring_inputs";

    /// <summary>What they answered.</summary>
    public const string Predictions = "predictions";
}
