namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

/// <summary>A volume in a container.</summary>
/// <param name="Volume">The volume's name.</param>
/// <param name="Path">Where it is.</param>
internal sealed record VolumeMount(string Volume, string Path);
