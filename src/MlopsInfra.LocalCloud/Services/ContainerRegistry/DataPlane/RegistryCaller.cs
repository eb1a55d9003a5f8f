namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>Who asks a registry.</summary>
/// <param name="Principal">Object id; null for the deployer.</param>
/// <param name="IsAdmin">Whether it is the registry's admin user.</param>
/// <param name="IsAnonymous">Whether nobody signed in.</param>
internal sealed record RegistryCaller(string? Principal, bool IsAdmin = false, bool IsAnonymous = false);
