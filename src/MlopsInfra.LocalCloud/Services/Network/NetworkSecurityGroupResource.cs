using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Network security groups, with the rules that stand in them.</summary>
internal sealed class NetworkSecurityGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/networkSecurityGroups";

    /// <summary>Its rules, wherever they were declared.</summary>
    public static InlineChildren Rules { get; } = new(SecurityRuleResource.TypeName, "properties.securityRules");

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override IReadOnlyList<string>? LogCategories { get; init; } =
        ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"];

    public override void CheckPut(PutContext put)
    {
        var rules = put.Body.Objects("properties.securityRules").ToList();
        foreach (var rule in rules) SecurityRules.Check(rule, rule.Text("name") ?? "");
        if (rules.GroupBy(SecurityRules.Rank).FirstOrDefault(group => group.Count() > 1) is { } clash)
            throw SecurityRules.Conflict(clash.Last().Text("name")!, clash.First().Text("name")!);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.resourceGuid", MadeUpIds.From("network", put.Id.Value));
        computed.Set("properties.defaultSecurityRules", DefaultRules.Of(put.Id));
        if (put.Body.At("properties.securityRules") is null) computed.Set("properties.securityRules", new JsonArray());
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) => Rules.Writes(put);

    public override void Show(ShowContext show) => Rules.Show(show);

    public override void CheckDelete(DeleteContext delete) =>
        NetworkUse.CheckDelete(delete, "InUseNetworkSecurityGroupCannotBeDeleted", "Network security group");
}
