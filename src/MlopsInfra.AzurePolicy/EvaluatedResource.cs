namespace MlopsInfra.AzurePolicy;

/// <summary>
/// A resource in its two forms: Deny, Modify and Append see what is sent, all other effects what is there afterwards.
/// </summary>
/// <param name="Sent">As it is sent; null for one that is sent with another, as a subnet is with its network.</param>
/// <param name="Stored">As it reads back.</param>
public sealed record EvaluatedResource(PolicyResource? Sent, PolicyResource Stored);
