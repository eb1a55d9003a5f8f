namespace Pulumi;

public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>A new object; Provider and Providers are both kept, the latter one per package (P6).</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        if (options1 is not null)
            merged.Take(options1);
        if (options2 is not null)
            merged.Take(options2);
        return merged;
    }

    private void Take(ComponentResourceOptions source)
    {
        base.Take(source);
        foreach (var provider in source._providers ?? [])
        {
            Providers.RemoveAll(other => other.Package == provider.Package);
            Providers.Add(provider);
        }
    }
}
