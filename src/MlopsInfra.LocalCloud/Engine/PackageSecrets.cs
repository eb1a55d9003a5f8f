using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// What the package schemas call secret, in the configuration of providers and in the values of resources, and what Azure never
/// shows again.
/// </summary>
/// <param name="schemas">The schema of a package; null for one that is not known.</param>
internal sealed class PackageSecrets(Func<string, PackageSchema?> schemas)
{
    private const string ProviderPrefix = "pulumi:providers:";

    /// <summary>The values with what is secret marked.</summary>
    /// <param name="type">The type token of a resource, or of a provider as in <c>pulumi:providers:github</c>.</param>
    /// <param name="values">Inputs, outputs or configuration.</param>
    public PropertyMap Mark(string type, PropertyMap values)
    {
        if (values.Count == 0) return values;
        if (type.StartsWith(ProviderPrefix, StringComparison.Ordinal))
            return schemas(type[ProviderPrefix.Length..]) is { } provider
                ? SchemaSecrets.Mark(values, provider.Provider) : values;
        var end = type.IndexOf(':', StringComparison.Ordinal);
        if (end <= 0 || schemas(type[..end])?.FindResource(type) is not { } resource) return values;
        var marked = SchemaSecrets.Mark(values, resource.Body, resource.Outputs);
        return type[..end] == "azure-native" ? WriteOnlyValues.Mark(type, marked) : marked;
    }
}
