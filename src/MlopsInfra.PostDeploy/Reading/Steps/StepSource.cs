using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step as it is written, and the component that it names.</summary>
/// <param name="Pipeline">What surrounds it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Map">Its keys.</param>
/// <param name="Type">Its type.</param>
internal sealed record StepSource(PipelineContext Pipeline, string Name, YamlMap Map, StepType Type)
{
    public FolderReader Folder => Pipeline.Folder;

    public string File => Pipeline.File;

    /// <summary>What errors call it.</summary>
    public string What => $"step '{Name}'";

    /// <summary>Name of the component that it becomes where it names none.</summary>
    public string PlaceName => AssetName.InPlace(Pipeline.Name, Name);

    /// <summary>Whether its component is written by the keys of the step.</summary>
    public bool IsInPlace => Type.ComponentKey is { } key && !Map.Has(key);

    /// <summary>The component that it names; null if it is written in place, or runs none.</summary>
    public DefinitionReference<ComponentDefinition>? Component { get; init; }

    public required IReadOnlyDictionary<string, InputBinding> Inputs { get; init; }

    public required IReadOnlyDictionary<string, OutputBinding> Outputs { get; init; }
}
