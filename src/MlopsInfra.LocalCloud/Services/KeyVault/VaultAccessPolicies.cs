using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>
/// <c>keyvault:AccessPolicy</c>: one entry in a vault's list of policies, told apart by its principal. Azure knows no such
/// resource; it is azure-native's own, which changes the vault. Several of them may do so at the same time.
/// </summary>
internal sealed class VaultAccessPolicies(CloudContext cloud, ResourceManager resources) : IProgramType
{
    private const string Policies = "accessPolicies";

    /// <inheritdoc/>
    public string Token => "azure-native:keyvault:AccessPolicy";

    private ResourceSchema Schema => cloud.Catalog.Package.FindResource(Token)!;

    /// <summary>Adds the entry to its vault.</summary>
    public ValueTask<ResourceState> CreateAsync(string id, CreateRequest request, CancellationToken cancellationToken) =>
        WriteAsync(id, request.Inputs, (found, principal) =>
        {
            if (found && !request.MayExist)
                throw new ProviderException("ResourceAlreadyExists", $"access policy for {principal} already exists", id, 409);
        }, cancellationToken);

    /// <summary>Puts another entry in the place of the one for the same principal.</summary>
    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        WriteAsync(request.Id, request.NewInputs, (found, principal) =>
        {
            if (!found || !Principal(request.Id).Equals(principal, StringComparison.OrdinalIgnoreCase))
                throw new ProviderException("ResourceNotFound", $"access policy for {principal} not found", request.Id, 404);
        }, cancellationToken);

    /// <summary>The entry as it is in the vault; null if it is not there.</summary>
    public ResourceState? Read(string id)
    {
        if (Schema.Id!.Parse(id) is not { } path || cloud.Store.Find(Vault(id).Value) is not { } vault) return null;
        if (Find(List(vault.Body), Principal(id)) is not { } entry) return null;
        var values = new PropertyMap(
        [
            KeyValuePair.Create<string, PropertyValue>("policy", new PropertyValue.Obj(ArmReader.Read(entry, Entry))),
            KeyValuePair.Create<string, PropertyValue>("resourceGroupName", path["resourceGroupName"]),
            KeyValuePair.Create<string, PropertyValue>("vaultName", path["vaultName"]),
        ]);
        return new ResourceState(id, values, values);
    }

    /// <summary>Takes the entry out of its vault, if both are there.</summary>
    public async ValueTask DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (Read(id) is null) return;
        await ChangeAsync(id, policies => Remove(policies, Principal(id)), cancellationToken);
    }

    private ObjectSchema Entry => ((TypeSchema.Object)Schema.Body.Find("policy")!.Type).Schema;

    private async ValueTask<ResourceState> WriteAsync(
        string id, PropertyMap inputs, Action<bool, string> check, CancellationToken cancellationToken)
    {
        var policy = inputs["policy"].WithoutSecretMark is PropertyValue.Obj members ? members.Members : PropertyMap.Empty;
        var principal = InputDefaults.Text(policy, "objectId") ?? "";
        await ChangeAsync(id, policies =>
        {
            check(Find(policies, principal) is not null, principal);
            Remove(policies, principal);
            policies.Add(ArmWriter.Write(policy, Entry).Json);
        }, cancellationToken);
        return Read(id)! with { Inputs = null };
    }

    private async ValueTask ChangeAsync(string id, Action<JsonArray> change, CancellationToken cancellationToken) =>
        await resources.ChangeAsync(Vault(id), body => WithEntries(body, change), new ArmRequestOptions(), cancellationToken);

    private static JsonObject WithEntries(JsonObject body, Action<JsonArray> change)
    {
        var changed = body.DeepClone().AsObject();
        var properties = changed["properties"]?.AsObject() ?? [];
        changed["properties"] ??= properties;
        properties[Policies] ??= new JsonArray();
        change(properties[Policies]!.AsArray());
        return changed;
    }

    private static JsonArray List(JsonObject body) => body.At($"properties.{Policies}") as JsonArray ?? [];

    private static JsonObject? Find(JsonArray policies, string principal) => policies.OfType<JsonObject>()
        .FirstOrDefault(entry => principal.Equals(entry.Text("objectId"), StringComparison.OrdinalIgnoreCase));

    private static void Remove(JsonArray policies, string principal)
    {
        if (Find(policies, principal) is { } entry) policies.Remove(entry);
    }

    private static ResourceId Vault(string id) =>
        ResourceId.Parse(id[..id.LastIndexOf("/accessPolicy/", StringComparison.OrdinalIgnoreCase)]);

    private static string Principal(string id) => id[(id.LastIndexOf('/') + 1)..];
}
