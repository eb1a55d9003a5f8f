namespace MlopsInfra.Review.Templates;

/// <summary>What exists already, as Bicep refers to it.</summary>
/// <param name="Symbol">Its symbolic name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Above">What it is in; null for nothing that has a symbolic name.</param>
/// <param name="Group">The resource group that it stands in; null for the one that is deployed to.</param>
/// <param name="ApiVersion">The API version.</param>
internal sealed record BicepExisting(string Symbol, ArmId Id, ArmId? Above, string? Group, string ApiVersion);
