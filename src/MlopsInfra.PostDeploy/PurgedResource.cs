namespace MlopsInfra.PostDeploy;

/// <summary>A name, and whether something deleted holds it.</summary>
/// <param name="Type">The type, as in <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Id">The ARM id that the deleted resource had.</param>
/// <param name="Location">Its region.</param>
/// <param name="Op">What is done about it.</param>
/// <param name="FreeOn">When Azure frees the name by itself; null if it does not say.</param>
public sealed record PurgedResource(string Type, string Name, string Id, string Location, PurgeOperation Op,
    DateTimeOffset? FreeOn = null);
