using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Authorization.Roles;

/// <summary>
/// The actions that roles can allow, by resource provider: reading, writing and deleting of the types that the local cloud knows,
/// and what Azure's own roles name. Azure's list is longer.
/// </summary>
internal sealed class ProviderOperationRoutes(CloudContext cloud) : IPathRoutes
{
    private const string Path = "providers/Microsoft.Authorization/providerOperations";

    private static readonly string[] Verbs = ["read", "write", "delete"];

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"GET {Path}") is not null)
        {
            await request.Rest.AnswerAsync(200, Page.Whole(cloud.Catalog.Namespaces.Keys.Select(Show)));
            return true;
        }

        if (request.Match("GET providers/*/operations") is [var provider])
        {
            if (Spelled(provider) is not { } known) return false;
            await request.Rest.AnswerAsync(200, Page.Whole(Operations(known).Select(each => Show(known, each))));
            return true;
        }

        if (request.Match($"GET {Path}/*") is not [var asked]) return false;
        var space = Spelled(asked)
            ?? throw new ArmException(404, "ProviderNotFound", $"Provider '{asked}' not found.", asked);
        await request.Rest.AnswerAsync(200, Show(space));
        return true;
    }

    private string? Spelled(string asked) =>
        cloud.Catalog.Namespaces.Keys.FirstOrDefault(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<(string Name, bool IsData)> Operations(string space) => cloud.Catalog.Namespaces[space]
        .SelectMany(type => Verbs.Select(verb => (Name: $"{type}/{verb}", IsData: false)))
        .Concat(BuiltInRoleDefinitions.NamedActions.Where(action => IsOf(action.Name, space)))
        .DistinctBy(operation => operation.Name, StringComparer.OrdinalIgnoreCase);

    // The same, as the provider itself lists them.
    private static JsonObject Show(string space, (string Name, bool IsData) operation) => new()
    {
        ["name"] = operation.Name,
        ["isDataAction"] = operation.IsData,
        ["display"] = new JsonObject
        {
            ["provider"] = space,
            ["resource"] = TypeOf(operation.Name),
            ["operation"] = operation.Name,
            ["description"] = operation.Name,
        },
    };

    private JsonObject Show(string space)
    {
        var operations = Operations(space)
            .GroupBy(operation => TypeOf(operation.Name), StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["id"] = $"/{Path}/{space}",
            ["name"] = space,
            ["type"] = "Microsoft.Authorization/providerOperations",
            ["displayName"] = space,
            ["operations"] = new JsonArray(),
            ["resourceTypes"] = new JsonArray([.. operations.Select(group => new JsonObject
            {
                ["name"] = group.Key,
                ["displayName"] = group.Key,
                ["operations"] = new JsonArray([.. group.Select(operation => new JsonObject
                {
                    ["name"] = operation.Name,
                    ["displayName"] = operation.Name,
                    ["isDataAction"] = operation.IsData,
                })]),
            })]),
        };
    }

    // Of an action the verb comes last, and with it the word "action" where it is one of its own.
    private static string TypeOf(string operation)
    {
        var parts = operation.Split('/');
        var verbs = parts.Length > 3 && parts[^1].Equals("action", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
        return string.Join('/', parts[1..^verbs]);
    }

    // Wildcards are no actions, and one without a type belongs to the provider itself.
    private static bool IsOf(string action, string space) => !action.Contains('*', StringComparison.Ordinal)
        && action.StartsWith($"{space}/", StringComparison.OrdinalIgnoreCase) && action.Split('/').Length > 2;
}
