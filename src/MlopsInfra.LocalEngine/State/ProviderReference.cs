namespace MlopsInfra.LocalEngine.State;

/// <summary>How a resource names its provider: <c>URN::ID</c>.</summary>
internal static class ProviderReference
{
    /// <summary>The provider's URN.</summary>
    public static string UrnOf(string reference)
    {
        var end = reference.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? reference : reference[..end];
    }
}
