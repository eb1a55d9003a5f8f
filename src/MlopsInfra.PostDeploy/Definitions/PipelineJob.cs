using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>One run of a pipeline: what a pipeline job says beside its steps.</summary>
internal sealed record PipelineJob
{
    /// <summary>What it gives its inputs, by name.</summary>
    public IReadOnlyDictionary<string, InputBinding> Inputs { get; init; } = new Dictionary<string, InputBinding>();

    /// <summary>Where its outputs go, by name.</summary>
    public IReadOnlyDictionary<string, OutputBinding> Outputs { get; init; } = new Dictionary<string, OutputBinding>();

    public PipelineSettings Settings { get; init; } = new();

    /// <summary>What its steps run on that name no compute; null if it names none.</summary>
    public ComputeReference? Compute { get; init; }

    /// <summary>The settings of a deployment, which has no compute of its own.</summary>
    public PipelineSettings DeployedSettings => Settings.Or(new PipelineSettings { DefaultCompute = Compute });

    /// <summary>
    /// The other properties of the job in wire form: display name, experiment, tags, identity ...
    /// </summary>
    public JsonObject Properties { get; init; } = [];
}
