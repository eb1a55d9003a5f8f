using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Reports;

/// <summary>What Pulumi was about to do when it was killed.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Type">Its type.</param>
/// <param name="Operation">As in <c>creating</c>, <c>updating</c>, <c>deleting</c>.</param>
/// <param name="Inputs">Its inputs: the program's, as checked by the provider.</param>
/// <param name="Provider">The reference of its provider, <c>URN::ID</c>; null for none.</param>
internal sealed record ExportedOperation(string Urn, string Type, string Operation, PropertyMap Inputs, string? Provider)
{
    /// <summary>
    /// Whether the resource may exist and be missing from the state. All others are in the state, and a refresh looks at them.
    /// </summary>
    public bool IsCreation => Operation == "creating";

    /// <summary>Its name in the program.</summary>
    public string Name => Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
}
