using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>Where an output goes: to an output of the pipeline, or to a type and mode of its own.</summary>
/// <param name="Expression">As in <c>${{parent.outputs.model}}</c>; null if it is not bound.</param>
/// <param name="Location">Where it is.</param>
internal sealed record OutputBinding(string? Expression, SourceLocation Location)
{
    public string? Type { get; init; }

    public string? Mode { get; init; }

    public string? Path { get; init; }
}
