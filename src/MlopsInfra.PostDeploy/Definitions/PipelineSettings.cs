namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>How a pipeline runs. Names are bare, without <c>azureml:</c>.</summary>
internal sealed record PipelineSettings
{
    public string? DefaultCompute { get; init; }

    public string? DefaultDatastore { get; init; }

    public bool? ContinueOnStepFailure { get; init; }

    public bool? ForceRerun { get; init; }

    /// <summary>These settings where they say something, the defaults where they do not.</summary>
    public PipelineSettings Or(PipelineSettings defaults) => new()
    {
        DefaultCompute = DefaultCompute ?? defaults.DefaultCompute,
        DefaultDatastore = DefaultDatastore ?? defaults.DefaultDatastore,
        ContinueOnStepFailure = ContinueOnStepFailure ?? defaults.ContinueOnStepFailure,
        ForceRerun = ForceRerun ?? defaults.ForceRerun,
    };
}
