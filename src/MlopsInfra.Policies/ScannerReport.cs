namespace MlopsInfra.Policies;

/// <summary>What a scanner reports although there is nothing to mend, and why.</summary>
/// <param name="Tool">The scanner: <c>checkov</c>, <c>trivy</c>.</param>
/// <param name="Id">The id of its rule, as in <c>CKV_AZURE_33</c>.</param>
/// <param name="ResourceType">Type token of the resources that it reports.</param>
/// <param name="Asks">What it asks for, to be read after "that".</param>
/// <param name="Reason">Why the report stands.</param>
public sealed record ScannerReport(string Tool, string Id, string ResourceType, string Asks, string Reason)
{
    /// <summary>
    /// The resources that the reason is true of, in words; null where it is true of all that the program declares, in every
    /// environment. Only then a file for the whole repository may have it.
    /// </summary>
    public string? Where { get; init; }

    /// <summary>
    /// Whether the reason is true of a resource among those that a program declares; where nobody says, it is not.
    /// </summary>
    internal Func<DeclaredResource, DeclaredResources, bool> Holds { get; init; } = (_, _) => false;

    /// <summary>What it asks, and why the report stands.</summary>
    internal string Comment => $"It asks that {Asks}. {Reason}";

    /// <summary>The tool that a rule's id is of; null for one that reads no templates.</summary>
    /// <param name="id">The id, as in <c>CKV_AZURE_33</c> or <c>AZU-0057</c>.</param>
    public static string? ToolOf(string id) =>
        id.StartsWith("CKV", StringComparison.Ordinal) ? "checkov" : id.StartsWith("AZU-", StringComparison.Ordinal) ? "trivy"
            : null;
}
