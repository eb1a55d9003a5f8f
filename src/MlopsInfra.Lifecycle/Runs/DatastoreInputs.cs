using MlopsInfra.Contract;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What an input that takes a folder is given where nobody gives it anything: the datastore of its name.</summary>
internal static class DatastoreInputs
{
    /// <summary>The address for an input; null where no datastore of the environment has its name.</summary>
    /// <param name="port">The input.</param>
    /// <param name="names">The environment's datastores.</param>
    public static string? AddressFor(InputPort port, DatastoreNames names)
    {
        if (port.Type != "uri_folder" || port.Default is not null) return null;
        var store = port.Name switch
        {
            // What was asked of the scoring service; its answers are the predictions.
            "inputs" => names.ScoringInputs,
            "files" => names.BatchInputs,
            "training_data" => names.TrainingData,
            "scoring_inputs" => names.ScoringInputs,
            "predictions" => names.Predictions,
            "labels" => names.Labels,
            "feedback" => names.Feedback,
            "batch_inputs" => names.BatchInputs,
            "monitoring" => names.Monitoring,
            _ => null,
        };
        return store is null ? null : $"azureml://datastores/{store}/paths/";
    }
}
