using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>How a job ended.</summary>
/// <param name="Status"><c>Completed</c>, <c>Failed</c> or <c>Canceled</c>.</param>
/// <param name="Outputs">Where its outputs are, by name.</param>
/// <param name="Error">Why it did not complete; null where it did.</param>
internal sealed record JobResult(string Status, IReadOnlyDictionary<string, string> Outputs, JobError? Error = null)
{
    /// <summary>The outputs that it declares, with their types.</summary>
    public JsonObject Declared { get; init; } = [];

    /// <summary>Whether it completed.</summary>
    public bool IsCompleted => Status == JobStatus.Completed;
}
