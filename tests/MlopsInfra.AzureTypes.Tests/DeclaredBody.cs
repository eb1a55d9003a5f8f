using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>A body that a program declares, as the provider sends it to Azure Resource Manager.</summary>
/// <param name="Source">Where it is declared, as in <c>stack dev</c>.</param>
/// <param name="Resource">The Pulumi name of the resource.</param>
/// <param name="Type">The ARM type.</param>
/// <param name="ApiVersion">The API version that is sent.</param>
/// <param name="Name">The resource's own name.</param>
/// <param name="Json">The body.</param>
internal sealed record DeclaredBody(string Source, string Resource, string Type, string ApiVersion, string Name, JsonObject Json)
{
    private static readonly AzureCatalog Catalog = new();

    /// <summary>The body of a resource; null for one that Azure Resource Manager does not know.</summary>
    /// <param name="source">Where it is declared.</param>
    /// <param name="resource">Its Pulumi name.</param>
    /// <param name="token">Its Pulumi type.</param>
    /// <param name="inputs">Its inputs.</param>
    public static DeclaredBody? Of(string source, string resource, string token, PropertyMap inputs)
    {
        if (Catalog.Package.FindResource(token) is not { IsKnownToArm: true } schema) return null;
        var id = schema.Id!;
        var name = id.NameParameter is { } parameter
            ? (inputs.GetValueOrDefault(parameter)?.WithoutSecretMark as PropertyValue.Text)?.Value ?? AzureTypeCatalog.Unknown
            : id.Text[(id.Text.LastIndexOf('/') + 1)..];
        return new DeclaredBody(source, resource, schema.ArmType, schema.ApiVersion, name, ArmWriter.Write(inputs, schema).Json);
    }
}
