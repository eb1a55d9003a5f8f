namespace MlopsInfra.Review.Templates;

/// <summary>What a scanner reports of a resource all the same, and is to pass over.</summary>
/// <param name="Id">The id of the scanner's rule, as in <c>CKV_AZURE_33</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record ScannerSkip(string Id, string Reason);
