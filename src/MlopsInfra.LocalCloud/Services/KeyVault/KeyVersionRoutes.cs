using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>The versions of keys, as Resource Manager shows them.</summary>
internal sealed class KeyVersionRoutes(CloudContext cloud, VaultContent content) : IArmRoutes
{
    private const string TypeName = KeyResource.TypeName + "/versions";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "GET" || request.Target.Type != TypeName || request.Target.Id is not { } id) return false;
        var isList = request.Target.Kind == TargetKind.Collection;
        var key = isList ? id : id.Parent!;
        RequestChecks.RequireVersion(VaultResource.TypeName, request.ApiVersion, ApiVersions.Of(VaultResource.TypeName), null);
        RequestChecks.RequireRight(cloud.Access, request.Principal, key, $"{TypeName}/read");
        var vault = cloud.Find(key.Parent?.Value) ?? throw ArmErrors.ListParentNotFound(key.Parent!);
        var versions = content.VersionsOf(vault, VaultKind.Keys, key.Name);
        if (versions.Count == 0) throw ArmErrors.ResourceNotFound(key);
        if (isList)
        {
            await request.Rest.AnswerAsync(200,
                Page.Of(request.Rest, [.. versions.Select(version => Show(vault, key, version))], shown => shown));
            return true;
        }

        var found = versions.FirstOrDefault(version => version.Version == id.Name) ?? throw ArmErrors.ResourceNotFound(id);
        await request.Rest.AnswerAsync(200, Show(vault, key, found));
        return true;
    }

    private static JsonObject Show(StoredResource vault, ResourceId key, VaultItem version)
    {
        var properties = version.Body["properties"]?.DeepClone().AsObject() ?? [];
        properties["attributes"] = VaultAttributes.Show(vault, version);
        var uri = VaultItem.Uri(VaultKind.Keys, vault.Name, version.Name);
        (properties["keyUri"], properties["keyUriWithVersion"]) = (uri, $"{uri}/{version.Version}");
        return new JsonObject
        {
            ["id"] = $"{key}/versions/{version.Version}",
            ["name"] = version.Version,
            ["type"] = TypeName,
            ["location"] = vault.Body.Text("location"),
            ["tags"] = version.Body["tags"]?.DeepClone() ?? new JsonObject(),
            ["properties"] = properties,
        };
    }
}
