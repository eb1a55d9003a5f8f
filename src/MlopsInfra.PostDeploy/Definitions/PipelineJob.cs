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

    /// <summary>
    /// The other properties of the job in wire form: display name, experiment, tags, identity ...
    /// </summary>
    public JsonObject Properties { get; init; } = [];
}
