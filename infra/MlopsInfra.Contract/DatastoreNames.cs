namespace MlopsInfra.Contract;

/// <summary>Names of the workspace's datastores, by what they are for.</summary>
/// <param name="TrainingData">Holds the data that pipelines train on; written <c>trainingData</c> in the outputs.</param>
/// <param name="ScoringInputs">Holds what the scoring services were asked; written <c>scoringInputs</c>.</param>
/// <param name="Predictions">Holds what they answered; written <c>predictions</c>.</param>
public sealed record DatastoreNames(string TrainingData, string ScoringInputs, string Predictions);
