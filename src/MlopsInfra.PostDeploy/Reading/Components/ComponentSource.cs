using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Where a component is described: in a file, in place of its name, or by the keys of a step.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Map">The keys that describe it.</param>
/// <param name="File">The file they are in.</param>
/// <param name="What">What errors call it, as in <c>a command component</c>.</param>
internal sealed record ComponentSource(FolderReader Folder, YamlMap Map, string File, string What)
{
    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }
}
