using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a resource's constructor works out before it registers the resource.</summary>
internal static class ResourceSetup
{
    /// <summary>Runs the transformations, in the order of X1; each gets what the one before returned (X5).</summary>
    public static (ResourceArgs Args, ResourceOptions Options) Transform(
        Resource resource, ResourceArgs? args, ResourceOptions options, Deployment deployment)
    {
        var currentArgs = args ?? ResourceArgs.Empty;
        var parent = options.Parent ?? (resource is Stack ? null : deployment.Stack);
        foreach (var transformation in AllTransformations(options, parent))
        {
            if (transformation(new(resource, currentArgs, options)) is not { } result)
                continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            currentArgs = result.Args;
            options = result.Options;
        }
        return (currentArgs, options);
    }

    public static ImmutableArray<ResourceTransformation> AllTransformations(ResourceOptions options, Resource? parent)
    {
        var own = options.OwnTransformations;
        var inherited = parent?.Transformations ?? [];
        return own.Count == 0 ? inherited : [.. own, .. inherited];
    }

    /// <summary>What children inherit: the parent's providers, and over them the resource's own (P8).</summary>
    public static ImmutableDictionary<string, ProviderResource> FindProviders(
        Resource resource, ResourceOptions options, Resource? parent)
    {
        var providers = parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (options.Provider is { } provider)
            providers = providers.SetItem(provider.Package, provider);
        if (options is not ComponentResourceOptions { Providers: { Count: > 0 } own })
            return providers;
        if (options.Provider is not null)
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.", resource);
        return providers.SetItems(own.Select(item => KeyValuePair.Create(item.Package, item)));
    }

    /// <summary>Given as an option, whatever its package (P9), or the parent's for the resource's package (P8).</summary>
    public static ProviderResource? FindProvider(Resource resource, ResourceOptions options, Resource? parent) =>
        options.Provider ?? FindProvider(resource.GetResourceType(), parent);

    public static ProviderResource? FindProvider(string token, Resource? parent)
    {
        var end = token.IndexOf(':');
        return end >= 0 && parent is not null ? parent.Providers.GetValueOrDefault(token[..end]) : null;
    }

    /// <summary>The name is the one that LINQ's own methods give: that is what programs see (P1).</summary>
    public static void CheckAliases(ResourceOptions options) => ArgumentNullException.ThrowIfNull(options.Aliases, "source");
}
