using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>
/// Deployments as the store keeps them: what is shown, and in a member of its own the template and the operations.
/// </summary>
internal sealed class DeploymentRecords(CloudContext cloud, ResourceManager resources)
{
    // "Azure subscription limits and quotas": the oldest go.
    private const int MostInScope = 800;

    /// <summary>What is kept of a deployment; null if there is none.</summary>
    public JsonObject? Find(ResourceId id) => cloud.Store.Find(id.Value)?.Body.DeepClone().AsObject();

    /// <summary>What is shown of one; null if there is none.</summary>
    public JsonObject? Show(ResourceId id) => Views.Find(cloud, id);

    /// <summary>What is shown of all in a scope, the newest first.</summary>
    public IReadOnlyList<JsonObject> List(DeploymentScope scope) =>
        [.. InScope(scope).OrderByDescending(found => found.Body.Text("properties.timestamp"), StringComparer.Ordinal)
            .Select(found => Views.Shown(cloud, found))];

    /// <summary>Writes one.</summary>
    public async Task SaveAsync(ResourceId id, JsonObject record)
    {
        // It gets into the store as it is now: the record goes on changing.
        await resources.PutAsync(id, record.DeepClone().AsObject(), new ArmRequestOptions(AsService: true),
            CancellationToken.None);
    }

    /// <summary>Writes one that goes on; nothing where it was deleted, maybe with its group.</summary>
    public async Task UpdateAsync(ResourceId id, JsonObject record)
    {
        if (cloud.Store.Find(id.Value) is not null) await SaveAsync(id, record);
    }

    /// <summary>Deletes the oldest ones above the limit.</summary>
    public async Task TrimAsync(DeploymentScope scope)
    {
        foreach (var old in InScope(scope).OrderByDescending(found => found.CreatedOn).Skip(MostInScope).ToList())
            await DeleteAsync(ResourceId.Parse(old.Key));
    }

    /// <summary>Deletes one; what it deployed stays.</summary>
    public ValueTask<bool> DeleteAsync(ResourceId id) =>
        resources.DeleteAsync(id, new ArmRequestOptions(AsService: true), CancellationToken.None);

    private IEnumerable<StoredResource> InScope(DeploymentScope scope) =>
        cloud.Store.Children(scope.Id).Where(found => found.Type == DeploymentResource.TypeName);
}
