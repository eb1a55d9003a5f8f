using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>The types of components that are no pipelines.</summary>
internal static class ComponentTypes
{
    public static readonly IReadOnlyList<ComponentType> All =
    [
        new CommandComponentType(), new ParallelComponentType(), new SparkComponentType(), new DataTransferComponentType(),
        new ImportComponentType(),
    ];

    /// <summary>Their names, and <c>pipeline</c>.</summary>
    public static readonly IReadOnlyList<string> Names = [.. All.Select(type => type.Name), "pipeline"];

    /// <summary>The type of a description; null if it is a pipeline, or if its type is unknown or can't be told.</summary>
    /// <param name="map">The description.</param>
    public static ComponentType? Of(YamlMap map) => map.Text("type") is { } name
        ? All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        : All.FirstOrDefault(type => type.Describes(map));
}
