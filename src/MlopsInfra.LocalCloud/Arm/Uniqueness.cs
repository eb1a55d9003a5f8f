using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Names that are unique beyond their resource group: world-wide, or in a region.</summary>
internal static class Uniqueness
{
    private static readonly Dictionary<string, Func<PutContext, ArmException>> WorldWide = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] = put => new(409, "StorageAccountAlreadyTaken",
            $"The storage account named {put.Id.Name} is already taken.", put.Id.Name),
        ["Microsoft.ContainerRegistry/registries"] = put => new(409, "AlreadyInUse",
            $"The registry DNS name {put.Id.Name.ToLowerInvariant()}.azurecr.io is already in use. You can check if the name is "
                + "already claimed using following API: "
                + "https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability", put.Id.Name),
        ["Microsoft.KeyVault/vaults"] = put => new(409, "VaultAlreadyExists",
            $"The vault name '{put.Id.Name}' is already in use. Vault names are globally unique so it is possible that the name "
                + "is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the "
                + "same name was recently deleted but not purged after being placed in a recoverable state.", put.Id.Name),
        ["Microsoft.Dashboard/grafana"] =
            put => new(409, "Conflict", $"The name '{put.Id.Name}' is already in use.", put.Id.Name),
    };

    private static readonly Dictionary<string, Func<PutContext, ArmException>> InRegion = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints"] = EndpointTaken,
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints"] = EndpointTaken,
    };

    /// <summary>Refuses a name that somebody else has.</summary>
    public static void Check(PutContext put)
    {
        if (!put.IsNew || put.Cloud.Types.Of(put.Id.Type).UniqueName is not { } unique) return;
        var isTaken = unique.With.Append(put.Id.Type)
            .SelectMany(type => put.Cloud.Store.OfType(type))
            .Any(other => other.Name.Equals(put.Id.Name, StringComparison.OrdinalIgnoreCase)
                && (!unique.IsRegional || Regions.Normalize(other.Body.Text("location") ?? "") == put.Location));
        if (isTaken) throw unique.Taken(put);
    }

    /// <summary>What a type has whose class does not say so itself.</summary>
    public static UniqueName? Of(string type) => WorldWide.TryGetValue(type, out var taken) ? new UniqueName(taken)
        : InRegion.TryGetValue(type, out var clash)
            ? new UniqueName(clash) { IsRegional = true,
                With = [.. InRegion.Keys.Where(key => !key.Equals(type, StringComparison.OrdinalIgnoreCase))
                    .Select(key => new Schemas.ResourceType(key))] } : null;

    private static ArmException EndpointTaken(PutContext put) => new(400, "UserError",
        $"There already exists an endpoint with name '{put.Id.Name}' in region '{put.Location}'. Endpoint names have to be "
            + "unique in a region.", put.Id.Name);
}
