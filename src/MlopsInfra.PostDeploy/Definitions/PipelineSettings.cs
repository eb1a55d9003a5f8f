using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>How a pipeline runs.</summary>
internal sealed record PipelineSettings
{
    public ComputeReference? DefaultCompute { get; init; }

    /// <summary>Bare name, without <c>azureml:</c>.</summary>
    public string? DefaultDatastore { get; init; }

    public bool? ContinueOnStepFailure { get; init; }

    public bool? ForceRerun { get; init; }

    /// <summary>Keys that are not known here. `az ml` hands them on, so it is done here.</summary>
    public JsonObject Others { get; init; } = [];

    /// <summary>These settings where they say something, the defaults where they do not.</summary>
    public PipelineSettings Or(PipelineSettings defaults) => new()
    {
        DefaultCompute = DefaultCompute ?? defaults.DefaultCompute,
        DefaultDatastore = DefaultDatastore ?? defaults.DefaultDatastore,
        ContinueOnStepFailure = ContinueOnStepFailure ?? defaults.ContinueOnStepFailure,
        ForceRerun = ForceRerun ?? defaults.ForceRerun,
        Others = Others.Count > 0 ? Others : defaults.Others,
    };
}
