namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>A Dockerfile that was read.</summary>
/// <param name="Words">How words are taken apart in it, by its escape character.</param>
/// <param name="Instructions">Its instructions in order.</param>
internal sealed record Dockerfile(DockerWords Words, IReadOnlyList<DockerInstruction> Instructions);
