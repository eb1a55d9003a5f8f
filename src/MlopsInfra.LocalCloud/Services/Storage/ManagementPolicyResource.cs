using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Lifecycle policies of storage accounts ("Azure Blob Storage lifecycle management policy structure").</summary>
internal sealed class ManagementPolicyResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/managementPolicies";

    private const int MostRules = 100;
    private const int MostOfFilter = 10;
    private const int LongestName = 256;

    private static readonly string[] Filters = ["prefixMatch", "blobIndexMatch"];

    public override string InvalidValueCode { get; init; } = "InvalidValuesForRequestParameters";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("default", 7, 7, "InvalidResourceName",
        "The management policy of a storage account is called 'default', not '{0}'.");

    /// <summary>No rules: that is what a program sets in place of a deletion.</summary>
    public override string? DefaultBody => """{"properties":{"policy":{"rules":[]}}}""";

    public override void CheckPut(PutContext put)
    {
        var rules = put.Body.Objects("properties.policy.rules").ToList();
        if (rules.Count > MostRules) throw Invalid($"there are {rules.Count} rules, and a policy has {MostRules} at most");
        // Names tell case apart.
        if (rules.GroupBy(rule => rule.Text("name")).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Invalid($"two rules are called '{twice.Key}'");
        foreach (var rule in rules) CheckRule(rule);
        var tracked = put.Cloud.Find($"{put.Id.Parent}/blobServices/default")
            ?.Body.Flag("properties.lastAccessTimeTrackingPolicy.enable") == true;
        if (!tracked && rules.Exists(rule => rule.ToJsonString().Contains("daysAfterLastAccessTimeGreaterThan",
            StringComparison.Ordinal)))
        {
            throw new ArmException(409, "LastAccessTimeTrackingPolicyNotEnabled",
                "Last access time based tracking policy must be enabled before using its specific actions in object lifecycle "
                    + "management policy.", "properties.policy.rules");
        }
    }

    private static void CheckRule(JsonObject rule)
    {
        var name = rule.Text("name") ?? "";
        if (name.Length is 0 or > LongestName) throw Invalid($"the rule name '{name}' must have 1 to {LongestName} characters");
        if (Actions(rule, "baseBlob") + Actions(rule, "snapshot") + Actions(rule, "version") == 0)
            throw Invalid($"the rule '{name}' has no action");
        foreach (var list in Filters)
        {
            if (rule.At($"definition.filters.{list}") is JsonArray { Count: > MostOfFilter } filter)
                throw Invalid($"the rule '{name}' has {filter.Count} entries in {list}, and {MostOfFilter} are allowed");
        }

        var types = rule.Texts("definition.filters.blobTypes[]").Select(type => type.Value).ToList();
        if (types.Count > 0 && types.TrueForAll(type => type.Equals("appendBlob", StringComparison.OrdinalIgnoreCase))
            && (rule.At("definition.actions.baseBlob") as JsonObject)?.Any(action =>
                action.Key.StartsWith("tierTo", StringComparison.OrdinalIgnoreCase)) == true)
            throw Invalid($"the rule '{name}' moves append blobs, which can only be deleted");
    }

    private static int Actions(JsonObject rule, string kind) =>
        (rule.At($"definition.actions.{kind}") as JsonObject)?.Count(action => action.Value is JsonObject) ?? 0;

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.lastModifiedTime", CommonOutputs.Time(put.Cloud.Now));

    private static ArmException Invalid(string why) =>
        new(400, "InvalidValuesForRequestParameters",
            $"Values for request parameters are invalid: properties.policy.rules ({why}).", "properties.policy.rules");
}
