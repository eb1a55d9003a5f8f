using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>Logic Apps: the definition's shape and expressions, the identity that its actions use, the callback URL.</summary>
internal sealed class WorkflowResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Logic/workflows";

    private static readonly string[] Parts = ["parameters", "staticResults", "triggers", "actions", "outputs"];

    public override NamingRule Naming { get; init; } = new(@"[A-Za-z0-9\-._()]+", 1, 80, "InvalidWorkflowName",
        "The workflow name '{0}' is invalid. It must be 1 to 80 letters, digits, '-', '.', '_', '(' and ')'.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(10);

    public override IReadOnlyList<string> ComputedAddresses { get; init; } = ["properties.accessEndpoint"];

    public override IReadOnlyList<string>? LogCategories { get; init; } = ["WorkflowRuntime"];

    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = [];

    /// <summary>A part of a definition that is null is an empty one; it is never shown as null.</summary>
    public override void Normalize(PutContext put)
    {
        if (put.Body.At("properties.definition") is not JsonObject definition) return;
        foreach (var part in definition.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            if (Parts.Contains(part, StringComparer.OrdinalIgnoreCase)) definition[part] = new JsonObject();
            else definition.Remove(part);
        }
    }

    /// <summary>What secure parameters are given, and what they are otherwise.</summary>
    public override IEnumerable<string> SecretsIn(JsonObject body) =>
        from parameter in body.At("properties.definition.parameters") as JsonObject ?? []
        where (parameter.Value as JsonObject)?.Text("type")?.StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true
        from pointer in (string[])
        [
            $"{JsonPointer.Append("/properties/definition/parameters", parameter.Key)}/defaultValue",
            $"{JsonPointer.Append("/properties/parameters", parameter.Key)}/value",
        ]
        where JsonPointer.Get(body, pointer) is not null
        select pointer;

    public override void CheckPut(PutContext put)
    {
        if (put.Body.At("properties.definition") is not JsonObject definition) return;
        if (definition.Text("$schema") is null)
            throw Invalid("InvalidTemplate",
                "The template is invalid: the property '$schema' of the workflow definition is required.",
                "properties.definition.$schema");
        var actions = ActionTree.In(definition).ToList();
        foreach (var action in actions) CheckAction(put, action);
        DefinitionLimits.Check(definition, actions);
        DefinitionCheck.Check(definition, actions, put.Body.At("properties.parameters") as JsonObject ?? []);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var stored = new StoredResource(put.Id.Value, put.Id.Type, put.Body, computed, put.Cloud.Now, put.Cloud.Now, []);
        computed.Set("properties.accessEndpoint", LogicUrls.Base(stored));
        computed.Set("properties.createdTime", CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now));
        computed.Set("properties.changedTime", CommonOutputs.Time(put.Cloud.Now));
        computed.Set("properties.version", MadeUpIds.Hex(20, "version", CanonicalJson.Text(put.Body)));
        if (put.Body.Text("properties.state") is null) computed.Set("properties.state", "Enabled");
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        // On the workflow, or on a trigger of it (`triggers/NAME/listCallbackUrl`).
        if (!post.Action.EndsWith("listCallbackUrl", StringComparison.OrdinalIgnoreCase)) return false;
        var triggers = post.Existing.Body.At("properties.definition.triggers") as JsonObject ?? [];
        var asked = post.Action.Split('/') is ["triggers", var name, _] ? name : null;
        var trigger =
            triggers.FirstOrDefault(pair => (asked is null || pair.Key.Equals(asked, StringComparison.OrdinalIgnoreCase))
            && "Request".Equals((pair.Value as JsonObject)?.Text("type"), StringComparison.OrdinalIgnoreCase)).Key
            ?? throw Invalid("TriggerNotFound",
                $"The workflow '{post.Id.Name}' has no request trigger{(asked is null ? "" : $" '{asked}'")}.", post.Id.Value);
        var url = new Uri(LogicUrls.Callback(post.Existing, trigger));
        answer = new JsonObject
        {
            ["value"] = url.ToString(),
            ["method"] = "POST",
            ["basePath"] = url.GetLeftPart(UriPartial.Path),
            ["relativePath"] = "",
            ["queries"] = new JsonObject { ["api-version"] = "2016-10-01", ["sp"] = $"/triggers/{trigger}/run", ["sv"] = "1.0",
                ["sig"] = LogicUrls.Signature(post.Existing, trigger) },
        };
        return true;
    }

    private static void CheckAction(PutContext put, WorkflowAction action)
    {
        var path = $"properties.{action.Path}";
        if (action.Body.Text("type") is null)
            throw Invalid("InvalidTemplate", $"The template validation failed: the action '{action.Name}' has no type.", path);
        foreach (var (after, _) in action.Body["runAfter"] as JsonObject ?? [])
        {
            if (!action.Siblings.ContainsKey(after))
                throw Invalid("InvalidTemplate",
                    $"The template validation failed: 'The action(s) '{after}' referenced by 'runAfter' in action "
                        + $"'{action.Name}' are not defined in the template.'.", $"{path}.runAfter");
        }

        CheckIdentity(put, action.Body, action.Name, path);
    }

    private static void CheckIdentity(PutContext put, JsonObject action, string name, string path)
    {
        if (!"ManagedServiceIdentity".Equals(action.Text("inputs.authentication.type"), StringComparison.OrdinalIgnoreCase))
            return;
        var identity = action.Text("inputs.authentication.identity");
        var type = put.Body.Text("identity.type") ?? "None";
        var isThere = identity is null
            ? type.Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase)
            : identity.Contains('@', StringComparison.Ordinal)
                || put.Body.Texts("identity.userAssignedIdentities{}")
                    .Any(found => found.Value.Equals(identity, StringComparison.OrdinalIgnoreCase));
        if (!isThere)
        {
            throw Invalid("WorkflowManagedIdentityConfigurationInvalid",
                $"The workflow action '{name}' uses "
                    + $"{(identity is null ? "the system-assigned identity" : $"the identity '{identity}'")}, which the workflow "
                    + "does not have.", path);
        }
    }

    private static ArmException Invalid(string code, string message, string target) => new(400, code, message, target);
}
