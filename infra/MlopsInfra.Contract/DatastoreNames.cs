namespace MlopsInfra.Contract;

/// <summary>Names of the workspace's datastores, by what they are for.</summary>
/// <param name="TrainingData">Holds the data that pipelines train on; written <c>trainingData</c> in the outputs.</param>
/// <param name="ScoringInputs">Holds what the scoring services were asked; written <c>scoringInputs</c>.</param>
/// <param name="Predictions">Holds what they answered; written <c>predictions</c>.</param>
public sealed record DatastoreNames(string TrainingData, string ScoringInputs, string Predictions)
{
    /// <summary>Holds how what was scored turned out; written <c>labels</c>. Null where the stack was deployed without.</summary>
    public string? Labels { get; init; }

    /// <summary>
    /// Holds training sets made of what was scored; written <c>feedback</c>. Null where the stack was deployed without.
    /// </summary>
    public string? Feedback { get; init; }

    /// <summary>Holds files to be scored; written <c>batchInputs</c>. Null where the stack was deployed without.</summary>
    public string? BatchInputs { get; init; }

    /// <summary>
    /// Holds reports about the model in use; written <c>monitoring</c>. Null where the stack was deployed without.
    /// </summary>
    public string? Monitoring { get; init; }
}
