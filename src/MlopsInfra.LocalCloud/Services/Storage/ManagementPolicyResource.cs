using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>Lifecycle policies of storage accounts.</summary>
internal sealed class ManagementPolicyResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Storage/storageAccounts/managementPolicies";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("default", 7, 7, "InvalidResourceName",
        "The management policy of a storage account is called 'default', not '{0}'.");

    /// <summary>No rules: that is what a program sets in place of a deletion.</summary>
    public override string? DefaultBody => """{"properties":{"policy":{"rules":[]}}}""";

    public override void CheckPut(PutContext put)
    {
        var rules = put.Body.At("properties.policy.rules") as JsonArray ?? [];
        var names = rules.OfType<JsonObject>().Select(rule => rule.Text("name") ?? "").ToList();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Invalid($"two rules are called '{twice.Key}'");
        var tracked = put.Cloud.Find($"{put.Id.Parent}/blobServices/default")
            ?.Body.Flag("properties.lastAccessTimeTrackingPolicy.enable") == true;
        if (!tracked && rules.ToJsonString().Contains("daysAfterLastAccessTimeGreaterThan", StringComparison.Ordinal))
        {
            throw new ArmException(409, "LastAccessTimeTrackingPolicyNotEnabled",
                "Last access time based tracking policy must be enabled before using its specific actions in object lifecycle "
                    + "management policy.", "properties.policy.rules");
        }
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.lastModifiedTime", CommonOutputs.Time(put.Cloud.Now));

    private static ArmException Invalid(string why) =>
        new(400, "InvalidValuesForRequestParameters",
            $"Values for request parameters are invalid: properties.policy.rules ({why}).", "properties.policy.rules");
}
