using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>
/// Adds entries to a vault's access policies, replaces and removes them: <c>PUT {vault}/accessPolicies/add</c>, where the rest of
/// the vault stays as it is.
/// </summary>
/// <param name="cloud">The cloud.</param>
/// <param name="manager">The resources.</param>
internal sealed class AccessPolicyRoutes(CloudContext cloud, ResourceManager manager) : IArmRoutes
{
    private const string TypeName = VaultResource.TypeName + "/accessPolicies";
    private const string Policies = "properties.accessPolicies";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "PUT" || request.Target.Type != TypeName || request.Target.Id is not { } id) return false;
        var vault = id.Parent!;
        RequestChecks.RequireRight(cloud.Access, request.Principal, vault, $"{TypeName}/write");
        var how = id.Name.ToLowerInvariant();
        if (how is not ("add" or "replace" or "remove"))
            throw new ArmException(400, "BadRequest", $"The operation '{id.Name}' is none of add, replace, remove.", id.Value);
        var entries = (await request.Rest.ReadObjectAsync()).Objects(Policies).ToList();
        var result = await manager.ChangeAsync(vault, body => Changed(body, entries, how),
            request.Options with { PrincipalId = null }, request.Rest.Http.RequestAborted);
        request.Rest.Changed = result.Changed;
        await request.Rest.AnswerAsync(result.Changed ? 201 : 200, new JsonObject
        {
            ["id"] = $"{vault}/accessPolicies/",
            ["type"] = TypeName,
            ["properties"] = new JsonObject { ["accessPolicies"] = result.Resource.At(Policies)?.DeepClone() ?? new JsonArray() },
        });
        return true;
    }

    private static JsonObject Changed(JsonObject vault, List<JsonObject> entries, string how)
    {
        var changed = vault.DeepClone().AsObject();
        var there = changed.Objects(Policies).Select(entry => entry.DeepClone().AsObject()).ToList();
        foreach (var entry in entries)
        {
            var at = there.FindIndex(other => Same(other, entry, "objectId") && Same(other, entry, "applicationId"));
            if (how == "remove")
            {
                if (at >= 0) there.RemoveAt(at);
            }
            else if (at < 0)
            {
                there.Add(entry.DeepClone().AsObject());
            }
            else
            {
                there[at] = how == "replace" ? entry.DeepClone().AsObject() : With(there[at], entry);
            }
        }

        changed.Set(Policies, new JsonArray([.. there]));
        return changed;
    }

    // What was allowed stays allowed.
    private static JsonObject With(JsonObject entry, JsonObject more)
    {
        foreach (var (kind, permissions) in more["permissions"] as JsonObject ?? [])
        {
            var all = (entry.At($"permissions.{kind}") as JsonArray ?? []).Concat(permissions as JsonArray ?? [])
                .Select(each => each.AsText()).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
            entry.Set($"permissions.{kind}", new JsonArray([.. all.Select(each => (JsonNode)each)]));
        }

        return entry;
    }

    private static bool Same(JsonObject one, JsonObject other, string member) =>
        string.Equals(one.Text(member), other.Text(member), StringComparison.OrdinalIgnoreCase);
}
