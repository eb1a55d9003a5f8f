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

    /// <summary>How what was scored turned out.</summary>
    public const string Labels = "labels";

    /// <summary>Training sets made of what was scored, and the rows that were refused.</summary>
    public const string Feedback = "feedback";

    /// <summary>Files to be scored.</summary>
    public const string BatchInputs = "batch_inputs";

    /// <summary>Reports about the model in use.</summary>
    public const string Monitoring = "monitoring";
}
