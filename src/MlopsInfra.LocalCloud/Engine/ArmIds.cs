using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>Ids of resources of azure-native, made as the provider makes them: from the type's template and the inputs.</summary>
public sealed class ArmIds
{
    private readonly AzureCatalog _catalog = new();

    /// <summary>The id of a resource.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    /// <param name="inputs">Its inputs, as checked by the provider.</param>
    /// <param name="subscriptionId">The subscription that it goes to.</param>
    /// <returns>The id and the API version to ask for it with; null for a type that is not known, or inputs that lack a part of
    /// the id.</returns>
    public ArmAddress? Of(string token, PropertyMap inputs, string subscriptionId) =>
        _catalog.Package.FindResource(token) is { } schema
        && schema.Id?.Format(name => name == "subscriptionId" ? subscriptionId : InputDefaults.Text(inputs, name)) is { } id
            ? new ArmAddress(id, schema.ApiVersion.Length > 0 ? schema.ApiVersion : null)
            : null;
}
