using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>How resources of azure-native look to Azure Resource Manager.</summary>
/// <param name="cloud">A cloud that holds them.</param>
public sealed class ArmForms(EmbeddedCloud cloud)
{
    // Template functions that ask a resource are called list...; this action is asked by another one.
    private static readonly Dictionary<string, string> Functions =
        new(StringComparer.OrdinalIgnoreCase) { ["sharedKeys"] = "listKeys" };

    /// <summary>
    /// The form of a resource, without what it answers; null for a type that Azure Resource Manager does not know.
    /// </summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="inputs">Its inputs, as checked by the provider.</param>
    public ArmFormOfResource? Of(string token, string id, PropertyMap inputs)
    {
        if (cloud.Context.Catalog.Package.FindResource(token) is not { IsKnownToArm: true } schema
            || !ResourceId.TryParse(id, out var resource)) return null;
        var body = ArmWriter.Write(inputs, schema);
        return new ArmFormOfResource(schema.ArmType, schema.ApiVersion, body.Json, body.Secrets,
            cloud.Resources.Find(resource) ?? []);
    }

    /// <summary>The form of a resource; null for a type that Azure Resource Manager does not know.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="inputs">Its inputs, as checked by the provider.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<ArmFormOfResource?> FindAsync(string token, string id, PropertyMap inputs,
        CancellationToken cancellationToken)
    {
        if (Of(token, id, inputs) is not { } form) return null;
        var answers = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var action in cloud.Context.Catalog.Package.ActionsOf(form.Type))
        {
            var function = Functions.GetValueOrDefault(action, action);
            if (!function.StartsWith("list", StringComparison.OrdinalIgnoreCase)) continue;
            if (await AskAsync(ResourceId.Parse(id), action, cancellationToken) is { } answer) answers[function] = answer;
        }

        return form with { Answers = answers };
    }

    /// <summary>The API version that the package asks a type with; null for a type that it does not know.</summary>
    /// <param name="type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
    public string? ApiVersionOf(string type) => cloud.Context.Catalog.FindByArmType(type)?.ApiVersion;

    private async ValueTask<JsonObject?> AskAsync(ResourceId id, string action, CancellationToken cancellationToken)
    {
        try
        {
            return await cloud.Resources.PostAsync(id, action, null, new ArmRequestOptions(), cancellationToken) as JsonObject;
        }
        catch (ArmException)
        {
            // Keys that are switched off, for example: no program can have read them.
            return null;
        }
    }
}
