using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Runs the steps of pipelines by their kind.</summary>
internal sealed class StepRunner(StepExecution commands, SweepExecution sweeps, CompositeJobs composites)
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
        IReadOnlyDictionary<string, JobOutput> outputs, JobContext context, JobRun parent, CancellationToken cancellationToken) =>
        step.Kind switch
        {
            "command" => RunAsync(step, CommandDefinition.Of(ComponentOf(step, context), step.Body, context.Workspace), inputs,
                outputs, context, parent, cancellationToken),
            "parallel" => RunAsync(step, CommandDefinition.OfParallel(ComponentOf(step, context), step, context.Workspace),
                inputs, outputs, context, parent, cancellationToken),
            "pipeline" => RunPipelineAsync(step, ComponentOf(step, context), inputs, outputs, context, parent, cancellationToken),
            "sweep" => sweeps.RunAsync(step, ComponentOf(step, context), inputs, outputs, context, parent, cancellationToken),
            var kind =>
                throw JobException.User($"The step '{step.Name}' is of type {kind}. The local cloud executes steps of type "
                + "command, parallel, pipeline and sweep; with '--executor simulate' it plays the others."),
        };

    private Task<JobResult> RunAsync(PipelineNode step, CommandDefinition definition,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        JobRun parent, CancellationToken cancellationToken) =>
        commands.RunAsync(CommandStep.Of(step, definition, inputs, outputs, context), context, parent, cancellationToken);

    private static AssetReference ComponentOf(PipelineNode step, JobContext context)
    {
        var reference = NodeKinds.ComponentOf(step)!;
        return context.Workspace.Resolve(reference, "components")
            ?? throw JobException.User($"The step '{step.Name}' runs the component '{reference}', which is not there.");
    }

    private async Task<JobResult> RunPipelineAsync(PipelineNode step, AssetReference component,
        IReadOnlyDictionary<string, JobValue> inputs, IReadOnlyDictionary<string, JobOutput> outputs, JobContext context,
        JobRun parent, CancellationToken cancellationToken)
    {
        var definition = PipelineDefinition.Of(component);
        var run = await composites.BeginAsync(step,
            new JsonObject { ["jobType"] = "Pipeline", ["componentId"] = component.Id, ["jobs"] = new JsonObject() }, context,
            parent);
        var result =
            await new PipelineExecution(definition, JobValue.WithDefaults(inputs, definition.Inputs), outputs, context, run,
            this, _ => { }).RunAsync(cancellationToken);
        return await composites.EndAsync(run, result);
    }
}
