using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>Templates without a deployment: the hash of one, and what there is in a group as one.</summary>
internal sealed class TemplateRoutes(CloudContext cloud) : IArmRoutes
{
    private const string Schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Target: { Kind: TargetKind.Action } target, Rest.Method: "POST" }) return false;
        if (target.Id is null && target.Type == "Microsoft.Resources/calculateTemplateHash")
        {
            var template = await DeploymentBody.ReadAsync(request.Rest) as JsonObject
                ?? throw new ArmException(400, "InvalidTemplate", "A template is expected in the body.");
            await request.Rest.AnswerAsync(200, new JsonObject
            {
                ["minifiedTemplate"] = TemplateHash.Minified(template), ["templateHash"] = TemplateHash.Of(template),
            });
            return true;
        }

        if (target.Type != ResourceType.ResourceGroup
            || !target.Action.Equals("exportTemplate", StringComparison.OrdinalIgnoreCase)) return false;
        var group = cloud.Spell(request.Id);
        RequestChecks.RequireSubscription(cloud, group.SubscriptionId!);
        RequestChecks.RequireRight(cloud.Access, request.Principal, group,
            "Microsoft.Resources/subscriptions/resourceGroups/exportTemplate/action");
        if (cloud.Store.Find(group.Value) is null) throw ArmErrors.GroupNotFound(group.Name);
        var body = await request.Rest.ReadObjectAsync();
        await request.Rest.AnswerAsync(200, new JsonObject { ["template"] = Export(group, body["resources"] as JsonArray) });
        return true;
    }

    // Names are written as they are, and each resource depends on those of the template that it names. Children that are
    // listed by nobody but their parent are left to the parent.
    private JsonObject Export(ResourceId group, JsonArray? asked)
    {
        var ids = (asked ?? []).Select(id => id?.ToString() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var chosen = GroupContents.Of(cloud, group.Value)
            .Where(found => ids.Count == 0 || ids.Contains("*") || ids.Contains(found.Key)).ToList();
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["contentVersion"] = "1.0.0.0",
            ["parameters"] = new JsonObject(),
            ["variables"] = new JsonObject(),
            ["resources"] = new JsonArray([.. chosen.Select(found => (JsonNode)Exported(found, chosen))]),
        };
    }

    private JsonObject Exported(StoredResource found, List<StoredResource> chosen)
    {
        var body = SecretMembers.Shown(cloud.Types.Of(found.Type), found.Body);
        var text = body.ToJsonString();
        var resource = new JsonObject
        {
            ["type"] = found.Type.ToString(),
            ["apiVersion"] = RequestChecks.Versions(cloud, found.Type) is [var newest, ..] ? newest : "2025-04-01",
            ["name"] = found.Name,
        };
        var before = chosen.FindAll(other => other.Key != found.Key
            && text.Contains(other.Key, StringComparison.OrdinalIgnoreCase));
        if (before.Count > 0)
        {
            resource["dependsOn"] = new JsonArray([.. before
                .Select(other => (JsonNode)$"[resourceId('{other.Type}', '{other.Name}')]")]);
        }

        foreach (var (name, value) in Escaped(body)!.AsObject()) resource[name] = value?.DeepClone();
        return resource;
    }

    private static JsonNode? Escaped(JsonNode? value) => NestedTemplates.Escaped(value);
}
