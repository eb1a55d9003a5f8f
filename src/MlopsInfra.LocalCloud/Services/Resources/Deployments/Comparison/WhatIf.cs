using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;

/// <summary>What a deployment would change. Source: "Bicep what-if" and "ARM template deployment what-if operation".</summary>
internal sealed class WhatIf(CloudContext cloud)
{
    /// <summary>The comparison, as the operation answers it.</summary>
    /// <param name="plan">What would be deployed.</param>
    /// <param name="correlationId">What ties its requests together.</param>
    public JsonObject Compare(TemplatePlan plan, string correlationId)
    {
        var idsOnly = "ResourceIdOnly".Equals(plan.Context.Request.WhatIfFormat, StringComparison.OrdinalIgnoreCase);
        var changes = new List<JsonObject>();
        Collect(plan, idsOnly, changes);
        foreach (var other in GroupContents.Beside(cloud, plan))
        {
            if (changes.Exists(change => ResourceId.IsWithin(change["resourceId"]!.ToString(), other.Key))) continue;
            var change = Change(other.Key, plan.Context.Request.IsComplete ? "Delete" : "Ignore");
            if (!idsOnly) change["before"] = Views.Shown(cloud, other);
            if (!idsOnly && !plan.Context.Request.IsComplete) change["after"] = Views.Shown(cloud, other);
            changes.Add(change);
        }

        return new JsonObject
        {
            ["status"] = "Succeeded",
            ["properties"] = new JsonObject
            {
                ["correlationId"] = correlationId,
                ["changes"] = new JsonArray([.. changes.OrderBy(change => change["resourceId"]!.ToString(),
                    StringComparer.OrdinalIgnoreCase)]),
            },
        };
    }

    private void Collect(TemplatePlan plan, bool idsOnly, List<JsonObject> changes)
    {
        foreach (var resource in plan.Order)
        {
            if (!resource.IsDeployment) changes.Add(Change(plan, resource, idsOnly));
            else if (NestedPlans.Of(plan, resource) is { } nested) Collect(nested, idsOnly, changes);
            else
            {
                var unknown = Change(resource.Id, "Unsupported");
                unknown["unsupportedReason"] = "What the nested template deploys depends on what is not deployed yet.";
                changes.Add(unknown);
            }
        }
    }

    private JsonObject Change(TemplatePlan plan, PlannedResource resource, bool idsOnly)
    {
        var id = cloud.Spell(ResourceId.Parse(resource.Id));
        var existing = cloud.Store.Find(id.Value);
        if (idsOnly) return Change(existing?.Key ?? id.Value, existing is null ? "Create" : "Deploy");
        JsonObject body;
        try
        {
            body = plan.Body(resource, new TemplateAnswers(), keepsUnknown: true);
        }
        catch (PendingValueException)
        {
            return Change(id.Value, existing is null ? "Create" : "Deploy");
        }

        if (existing is null)
        {
            var created = Change(id.Value, "Create");
            created["after"] = Payload(id, resource, SecretMembers.Shown(cloud.Types.Of(id.Type), body));
            return created;
        }

        var (delta, shown) = (PropertyChanges.Of(cloud, existing, body), Views.Shown(cloud, existing));
        var change = Change(existing.Key, delta.Count == 0 ? "NoChange" : "Modify");
        shown["apiVersion"] = resource.ApiVersion;
        change["before"] = shown;
        change["after"] = delta.Count == 0 ? shown.DeepClone()
            : Payload(id, resource, SecretMembers.Shown(cloud.Types.Of(id.Type), body));
        change["delta"] = delta;
        return change;
    }

    private static JsonObject Payload(ResourceId id, PlannedResource resource, JsonObject body)
    {
        var payload = new JsonObject { ["apiVersion"] = resource.ApiVersion, ["id"] = id.Value };
        foreach (var (name, value) in body.Where(pair => pair.Value is not null)) payload[name] = value!.DeepClone();
        payload["name"] = id.Name;
        payload["type"] = id.Type.ToString();
        return payload;
    }

    private static JsonObject Change(string id, string type) => new() { ["resourceId"] = id, ["changeType"] = type };
}
