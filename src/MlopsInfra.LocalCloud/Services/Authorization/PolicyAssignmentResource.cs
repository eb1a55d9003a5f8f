using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// Assignments of policies: what a custom one needs of them. Built-in ones and initiatives are taken as they are: their texts are
/// Azure's.
/// </summary>
internal sealed class PolicyAssignmentResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/policyAssignments";

    private static readonly string[] EffectsWithIdentity = ["Modify", "DeployIfNotExists"];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = AuthorizationNames.Policy("assignment");

    /// <inheritdoc/>
    public override LocationRule Location => LocationRule.Optional;

    public override void CheckPut(PutContext put)
    {
        var type = put.Body.Text("identity.type");
        var hasIdentity = type is not null && !type.Equals("None", StringComparison.OrdinalIgnoreCase);
        if (hasIdentity && put.Body.Text("location") is null or "")
            throw new ArmException(400, "LocationRequired", "The location property is required for this definition.", "location");
        if (put.Body.Text("properties.policyDefinitionId") is not { } id || !ResourceId.TryParse(id, out var definitionId)
            || definitionId.SubscriptionId is null || definitionId.Type != PolicyDefinitionResource.TypeName) return;
        var definition = put.Cloud.Find(id)?.Body ?? throw new ArmException(404, "PolicyDefinitionNotFound",
            $"The policy definition '{definitionId.Name}' could not be found.", "properties.policyDefinitionId");
        CheckParameters(put, definition, definitionId.Name);
        if (hasIdentity) return;
        // Azure/azure-cli 13150
        if (PolicyDefinitionResource.EffectOf(definition, put.Body) is { } effect
            && EffectsWithIdentity.FirstOrDefault(each => each.Equals(effect, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            throw new ArmException(400, "ResourceIdentityRequired",
                $"The policy assignment '{put.Id.Name}' request is invalid. Policy assignments must include a resource identity "
                    + $"when assigning '{known}' policy definitions.", "identity");
        }
    }

    private static void CheckParameters(PutContext put, JsonObject definition, string name)
    {
        var known = PolicyDefinitionResource.Parameters(definition) ?? [];
        var given = put.Body.At("properties.parameters") as JsonObject ?? [];
        var unknown = given.Select(pair => pair.Key).Where(key => !known.Has(key)).ToList();
        if (unknown.Count > 0)
            throw Wrong("UndefinedPolicyParameter",
                $"has parameters that the policy definition '{name}' does not define: '{string.Join("', '", unknown)}'.");
        var missing = known.Where(pair => pair.Value is JsonObject parameter && !parameter.Has("defaultValue")
            && !given.Has(pair.Key)).Select(pair => pair.Key).ToList();
        if (missing.Count > 0)
            throw Wrong("MissingPolicyParameter",
                $"is missing the parameters '{string.Join("', '", missing)}' as defined in the policy definition '{name}'.");

        ArmException Wrong(string code, string what) =>
            new(400, code, $"The policy assignment '{put.Id.Name}' {what}", "properties.parameters");
    }
}
