using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud;

/// <summary>How resources of azure-native look to Azure Resource Manager.</summary>
/// <param name="cloud">A cloud that holds them.</param>
public sealed class ArmForms(EmbeddedCloud cloud)
{
    /// <summary>The form of a resource; null for a type that Azure Resource Manager does not know.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="inputs">Its inputs, as checked by the provider.</param>
    public ArmFormOfResource? Of(string token, string id, PropertyMap inputs)
    {
        if (cloud.Context.Catalog.Package.FindResource(token) is not { IsKnownToArm: true } schema || !ResourceId.TryParse(id, out var resource)) return null;
        var body = ArmWriter.Write(inputs, schema);
        return new ArmFormOfResource(schema.ArmType, schema.ApiVersion, body.Json, body.Secrets, cloud.Resources.Find(resource) ?? []);
    }
}

/// <summary>A resource as Azure Resource Manager takes and shows it.</summary>
/// <param name="Type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The API version that the package uses.</param>
/// <param name="Body">What a PUT sends.</param>
/// <param name="Secrets">JSON pointers (RFC 6901) into the body of what is secret.</param>
/// <param name="View">What a GET shows; empty if the cloud does not hold it.</param>
public sealed record ArmFormOfResource(string Type, string ApiVersion, JsonObject Body, IReadOnlyList<string> Secrets, JsonObject View);
