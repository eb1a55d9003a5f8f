using Pulumi;

namespace MlopsInfra.Components;

/// <summary>The escape hatch for resources of one type.</summary>
public static class ConfigureExtensions
{
    /// <summary>Changes the arguments of the resource, where it is of this type; leaves all others as they are.</summary>
    /// <typeparam name="TArgs">The provider's type of arguments, as in <c>StorageAccountArgs</c>.</typeparam>
    /// <param name="inner">The resource that is about to be declared.</param>
    /// <param name="change">What to change.</param>
    /// <returns>The same resource, so that calls for several types can follow each other.</returns>
    /// <example><code>Configure = inner =&gt; inner.Configure&lt;StorageAccountArgs&gt;(account =&gt; account.AccessTier =
    /// AccessTier.Cool)</code></example>
    public static InnerResource Configure<TArgs>(this InnerResource inner, Action<TArgs> change)
        where TArgs : ResourceArgs
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(change);
        if (inner.Args is TArgs args) change(args);
        return inner;
    }
}
