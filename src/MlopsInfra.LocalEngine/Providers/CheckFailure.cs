namespace MlopsInfra.LocalEngine.Providers;

/// <summary>One thing wrong with a resource's inputs.</summary>
/// <param name="Property">The path of the property, as in <c>sku.name</c>; empty if it is the resource as a whole.</param>
/// <param name="Reason">What is wrong, what is allowed.</param>
public sealed record CheckFailure(string Property, string Reason)
{
    /// <summary>The cloud's error code for it, as in <c>AccountNameInvalid</c>; null if it has none.</summary>
    public string? Code { get; init; }
}
