using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>What an input is given.</summary>
/// <param name="Value">A literal, or an expression such as <c>${{parent.inputs.x}}</c>; null if it is data.</param>
/// <param name="Location">Where it is.</param>
internal sealed record InputBinding(string? Value, SourceLocation Location)
{
    /// <summary>The type written beside it, or found in the value: <c>number</c>, <c>uri_folder</c> ...</summary>
    public required string Type { get; init; }

    /// <summary>A path or an address, for data.</summary>
    public string? Path { get; init; }

    /// <summary>An asset, for data.</summary>
    public DefinitionReference<DataDefinition>? Asset { get; init; }

    public string? Mode { get; init; }
}
