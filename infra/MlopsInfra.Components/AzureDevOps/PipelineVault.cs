using Pulumi;

namespace MlopsInfra.Components;

/// <summary>The vault that keeps the secrets of pipelines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroupName">Its resource group.</param>
/// <param name="ExpiresAt">When the secrets expire, in seconds since 1970 (UTC); null: never.</param>
public sealed record PipelineVault(Input<string> Name, Input<string> ResourceGroupName, int? ExpiresAt = null);
