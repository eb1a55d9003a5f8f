namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>What is kept of one registry.</summary>
internal sealed record RegistryContent
{
    public List<ImageRecord> Images { get; init; } = [];

    public List<ImageRun> Runs { get; init; } = [];
}
