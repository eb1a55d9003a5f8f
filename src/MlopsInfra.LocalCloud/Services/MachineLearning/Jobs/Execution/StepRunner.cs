using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Runs the steps of pipelines by their kind.</summary>
internal sealed class StepRunner(StepExecution commands, JobStates states, JobRuns runs, TimeProvider time)
{
    /// <summary>Runs a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="inputs">What its inputs have.</param>
    /// <param name="outputs">What is said of its outputs.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="parent">The job that it is a step of.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="JobException">It can't be run.</exception>
    public Task<JobResult> RunAsync(PipelineNode step, IReadOnlyDictionary<string, JobValue> inputs,
        IReadOnlyDictionary<string, JobOutput> outputs, JobContext context, JobRun parent, CancellationToken cancellationToken)
    {
        if (step.Kind is not ("command" or "pipeline"))
            throw JobException.User(
                $"The step '{step.Name}' is of type {step.Kind}. The local cloud executes steps of type command and "
                + "pipeline; with '--executor simulate' it plays the others.");
        var reference = NodeKinds.ComponentOf(step)!;
        var component = context.Workspace.Resolve(reference, "components")
            ?? throw JobException.User($"The step '{step.Name}' runs the component '{reference}', which is not there.");
        return step.Kind == "pipeline"
            ? RunPipelineAsync(step, component, inputs, outputs, context, parent, cancellationToken)
            : RunCommandAsync(step, component, inputs, outputs, context, parent, cancellationToken);
    }

    private Task<JobResult> RunCommandAsync(PipelineNode step, AssetReference component,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        JobRun parent, CancellationToken cancellationToken)
    {
        var definition = CommandDefinition.Of(component, step.Body, context.Workspace);
        var all = definition.Outputs.ToDictionary(port => port.Key,
            port => outputs.TryGetValue(port.Key, out var given)
                ? given with { Type = JobOutput.Of(null, port.Value).Type, Mode = given.Mode ?? port.Value?["mode"].AsText() }
                : JobOutput.Of(null, port.Value), StringComparer.Ordinal);
        var compute = step.Body["computeId"].AsText() is { Length: > 0 } own ? own : context.DefaultCompute;
        var command = new CommandStep(context.Workspace.Id.Child("jobs", Guid.NewGuid().ToString()), step.Name, definition,
            JobValue.WithDefaults(inputs, definition.Inputs), all, ClusterOf(compute));
        return commands.RunAsync(command, context, parent, cancellationToken);
    }

    private async Task<JobResult> RunPipelineAsync(PipelineNode step, AssetReference component,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        JobRun parent, CancellationToken cancellationToken)
    {
        var job = context.Workspace.Id.Child("jobs", Guid.NewGuid().ToString());
        var run = new JobRun
        {
            Id = job.Value, Name = job.Name, Parent = parent.Name, Root = parent.Root, Step = step.Name,
            Principal = context.Principal, Created = time.GetUtcNow(), Started = time.GetUtcNow(),
        };
        runs.Save(run);
        await states.CreateAsync(job, new JsonObject
        {
            ["jobType"] = "Pipeline", ["status"] = JobStatus.Running, ["displayName"] = step.Name, ["componentId"] = component.Id,
            ["experimentName"] = context.Experiment, ["jobs"] = new JsonObject(), ["isArchived"] = false,
        });
        var definition = PipelineDefinition.Of(component);
        var result =
            await new PipelineExecution(definition, JobValue.WithDefaults(inputs, definition.Inputs), outputs, context, run,
            this, _ => { }).RunAsync(cancellationToken);
        runs.Change(job, each => each with { Ended = time.GetUtcNow(), Error = result.Error, Outputs = result.Outputs });
        await states.MoveAsync(job, result.Status, result.Error?.Message,
            properties => StepJob.ShowOutputs(properties, result.Outputs));
        return result;
    }

    // 'serverless' is no cluster that has an identity or a network.
    private static string? ClusterOf(string? compute) => compute is null
        || compute.Split('/', ':')[^1].Equals("serverless", StringComparison.OrdinalIgnoreCase) ? null : compute;
}
