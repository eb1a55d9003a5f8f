namespace MlopsInfra.Components;

/// <summary>One of Azure's built-in roles.</summary>
/// <param name="Name">Its name in the portal.</param>
/// <param name="Id">Its GUID, the same in every tenant.</param>
public sealed record BuiltInRole(string Name, string Id)
{
    /// <summary>The id of the role's definition in the subscription that a resource is in.</summary>
    /// <param name="scope">ARM id of a resource, or of its subscription or resource group.</param>
    public string DefinitionIdFor(string scope)
    {
        // "/subscriptions/{id}/...": Azure answers the definition's id with its subscription, so that is what is written.
        var parts = scope.Split('/', 4);
        if (parts is not ["", "subscriptions", { Length: > 0 }, ..])
        {
            throw new InvalidArgumentsException(
                $"Role '{Name}'", [new Problem("Scope", scope, "an ARM id that begins with /subscriptions/{id} is needed.")]);
        }

        return $"/subscriptions/{parts[2]}/providers/Microsoft.Authorization/roleDefinitions/{Id}";
    }
}
