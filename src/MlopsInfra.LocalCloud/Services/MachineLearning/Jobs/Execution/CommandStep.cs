using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
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
    IReadOnlyDictionary<string, JobOutput> Outputs, string? Compute)
{
    /// <summary>The command of a step of a pipeline.</summary>
    /// <param name="step">The step.</param>
    /// <param name="definition">What was published of the component that it runs.</param>
    /// <param name="inputs">What its inputs have.</param>
    /// <param name="outputs">What is said of its outputs.</param>
    /// <param name="context">What all steps have in common.</param>
    public static CommandStep Of(PipelineNode step, CommandDefinition definition, IReadOnlyDictionary<string, JobValue> inputs,
        IReadOnlyDictionary<string, JobOutput> outputs, JobContext context)
    {
        var all = definition.Outputs.ToDictionary(port => port.Key,
            port => outputs.TryGetValue(port.Key, out var given)
                ? given with { Type = JobOutput.Of(null, port.Value).Type, Mode = given.Mode ?? port.Value?["mode"].AsText() }
                : JobOutput.Of(null, port.Value), StringComparer.Ordinal);
        var compute = step.Body["computeId"].AsText() is { Length: > 0 } named ? named : context.DefaultCompute;
        return new CommandStep(NewJob(context), step.Name, definition, JobValue.WithDefaults(inputs, definition.Inputs), all,
            ClusterOf(compute));
    }

    /// <summary>The id of a new job.</summary>
    public static ResourceId NewJob(JobContext context) => context.Workspace.Id.Child("jobs", Guid.NewGuid().ToString());

    // 'serverless' is no cluster that has an identity or a network.
    private static string? ClusterOf(string? compute) => compute is null
        || compute.Split('/', ':')[^1].Equals("serverless", StringComparison.OrdinalIgnoreCase) ? null : compute;
}
