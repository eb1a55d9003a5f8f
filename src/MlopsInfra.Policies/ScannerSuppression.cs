namespace MlopsInfra.Policies;

/// <summary>What a scanner is to pass over in a resource.</summary>
/// <param name="ResourceType">The type token of the resource.</param>
/// <param name="Resource">Its name.</param>
/// <param name="Id">The id of the scanner's rule.</param>
/// <param name="Reason">Why; true of this resource.</param>
public sealed record ScannerSuppression(string ResourceType, string Resource, string Id, string Reason);
