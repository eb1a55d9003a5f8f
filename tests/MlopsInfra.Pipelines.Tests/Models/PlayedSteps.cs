namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Runs nothing: steps end as a test says.</summary>
/// <param name="start">How.</param>
internal sealed class PlayedSteps(Start start) : IStepRunner
{
    private readonly List<string> _steps = [];

    /// <summary>The steps about models, in order.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <inheritdoc/>
    public Task<StepResult> RunAsync(ModelStep step)
    {
        if (step.Operation is not null) _steps.Add(step.ToString());
        var model = step.Operation switch
        {
            "run" => start.Trained,
            "release" => step.Model.Length > 0 ? step.Model : "newest:7",
            _ => null,
        };
        var outputs = new Dictionary<string, string>();
        if (model?.Split(':') is [var name, var version])
            (outputs["model_name"], outputs["model_version"]) = (name, version);
        return Task.FromResult(step.Operation is not null && step.Stage == start.Fails
            ? new StepResult(false, new Dictionary<string, string>()) : new StepResult(true, outputs));
    }
}
