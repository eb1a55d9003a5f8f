namespace MlopsInfra.Components;

/// <summary>What every component can be given.</summary>
public abstract class MlopsComponentArgs
{
    /// <summary>
    /// Called with each resource before it is declared, those of components inside it included; may change its arguments and
    /// options. A component's own goes first, its parent's sees the result.
    /// <example><code>Configure = inner =&gt; inner.Configure&lt;StorageAccountArgs&gt;(account =&gt; account.AccessTier =
    /// AccessTier.Cool)</code></example>
    /// </summary>
    public Action<InnerResource>? Configure { get; init; }

    /// <summary>What Azure would refuse in these arguments, as far as it is known before anything is declared.</summary>
    public IReadOnlyList<Problem> FindProblems()
    {
        var problems = new Problems();
        Check(problems);
        return problems.Items;
    }

    /// <summary>Records what is wrong.</summary>
    internal abstract void Check(Problems problems);
}
