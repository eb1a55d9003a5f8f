namespace MlopsInfra.Cli.Repairing;

/// <summary>A resource of an export.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id; null for a component.</param>
/// <param name="Provider">The reference of its provider, <c>URN::ID</c>; null for none.</param>
/// <param name="SubscriptionId">The subscription, of a provider that says one.</param>
internal sealed record ExportedResource(string Urn, string Type, string? Id, string? Provider, string? SubscriptionId);
