using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>JSON pointers of secret values.</summary>
internal static class SecretPointers
{
    /// <summary>
    /// Each pointer once, and none below another one: what holds a secret is encrypted as a whole, so that there is nothing below
    /// it any more. A type may call credentials secret of which the program calls the key secret.
    /// </summary>
    /// <param name="pointers">The pointers.</param>
    public static ImmutableArray<string> Outermost(ImmutableArray<string> pointers)
    {
        if (pointers.IsDefaultOrEmpty) return [];
        var all = pointers.ToHashSet(StringComparer.Ordinal);
        return [.. pointers.Distinct(StringComparer.Ordinal).Where(pointer => !Above(pointer).Any(all.Contains))];
    }

    private static IEnumerable<string> Above(string pointer)
    {
        for (var end = pointer.LastIndexOf('/'); end > 0; end = pointer.LastIndexOf('/', end - 1)) yield return pointer[..end];
    }
}
