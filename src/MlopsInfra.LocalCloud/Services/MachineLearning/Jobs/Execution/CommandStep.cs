using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>One command that is to be executed, with all that it is given.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Name">What it is called in its pipeline.</param>
/// <param name="Definition">What was published.</param>
/// <param name="Inputs">What its inputs have, defaults included.</param>
/// <param name="Outputs">What is said of its outputs, by name.</param>
/// <param name="Compute">Its compute; null for serverless.</param>
internal sealed record CommandStep(
    ResourceId Job, string Name, CommandDefinition Definition, IReadOnlyDictionary<string, JobValue> Inputs,
    IReadOnlyDictionary<string, JobOutput> Outputs, string? Compute);
