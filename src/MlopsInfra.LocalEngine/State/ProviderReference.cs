namespace MlopsInfra.LocalEngine.State;

/// <summary>How a resource names its provider: <c>URN::ID</c>.</summary>
public static class ProviderReference
{
    /// <summary>The provider's URN.</summary>
    /// <param name="reference">The reference; one without an id is taken for the URN.</param>
    public static string UrnOf(string reference)
    {
        var end = reference.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? reference : reference[..end];
    }
}
