using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Network security groups, their rules, and route tables.</summary>
internal sealed class NetworkSecurityGroupResource(ResourceType type) : AzureResource(type)
{
    private const string Group = "Microsoft.Network/networkSecurityGroups";
    private const string Rule = $"{Group}/securityRules";

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Group)
        {
            var rules = (put.Body.At("properties.securityRules") as JsonArray ?? []).OfType<JsonObject>().ToList();
            foreach (var rule in rules) CheckRule(rule, rule.Text("name") ?? "");
            if (rules.GroupBy(Rank).FirstOrDefault(group => group.Count() > 1) is { } clash)
                throw Conflict(clash.Last().Text("name")!, clash.First().Text("name")!);
        }
        else if (put.Id.Type == Rule)
        {
            CheckRule(put.Body, put.Id.Name);
            var other = put.Cloud.Store.Children(put.Id.Parent!.Value).FirstOrDefault(found => found.Type == Rule
                && !found.Key.Equals(put.Id.Value, StringComparison.OrdinalIgnoreCase) && Rank(found.Body) == Rank(put.Body));
            if (other is not null) throw Conflict(put.Id.Name, other.Name);
        }
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        if (put.Id.Type != Rule) computed.Set("properties.resourceGuid", MadeUpIds.From("network", put.Id.Value));
    }

    public override void CheckDelete(DeleteContext delete)
    {
        if (NetworkUse.SubnetOf(delete.Cloud, delete.Existing.Key) is not { } subnet) return;
        var isGroup = delete.Id.Type == Group;
        throw new ArmException(400, isGroup ? "InUseNetworkSecurityGroupCannotBeDeleted" : "InUseRouteTableCannotBeDeleted",
            $"{(isGroup ? "Network security group" : "Route table")} {delete.Existing.Key} cannot be deleted because it is in "
                + $"use by the following resources: {subnet}. In order to delete it, remove the association with the "
                + "resource(s).", delete.Id.Value);
    }

    private static void CheckRule(JsonObject rule, string name)
    {
        if (rule.Number("properties.priority") is not (>= 100 and <= 4096))
            throw new ArmException(400, "SecurityRuleInvalidPriority",
                $"Security rule has invalid Priority. Value provided: {rule.Number("properties.priority")}. Allowed range "
                    + $"100-4096. Rule: {name}.", "properties.priority");
        foreach (var side in (string[])["source", "destination"])
        {
            if (!Has(rule, $"{side}AddressPrefix") && rule.At($"properties.{side}ApplicationSecurityGroups") is null)
                throw Missing(name, $"{side}AddressPrefix");
            if (!Has(rule, $"{side}PortRange")) throw Missing(name, $"{side}PortRange");
            foreach (var range in rule.Texts($"properties.{side}PortRange").Concat(rule.Texts($"properties.{side}PortRanges[]")))
            {
                if (!IsPortRange(range.Value))
                    throw new ArmException(400, "SecurityRuleInvalidPortRange",
                        $"Security rule has invalid Port range. Value provided: {range.Value}. Value should be an integer OR "
                            + "integer range with '-' delimiter. Valid range 0-65535.", range.Path);
            }
        }
    }

    private static bool IsPortRange(string text) => text == "*" || text.Split('-') switch
    {
        [var port] => ushort.TryParse(port, out _),
        [var first, var last] => ushort.TryParse(first, out var from) && ushort.TryParse(last, out var to) && from <= to,
        _ => false,
    };

    private static bool Has(JsonObject rule, string name) =>
        rule.Text($"properties.{name}") is not null
        || rule.At($"properties.{(name.EndsWith("Prefix", StringComparison.Ordinal) ? $"{name}es" : $"{name}s")}")
            is JsonArray { Count: > 0 };

    private static (string?, double?) Rank(JsonObject rule) =>
        (rule.Text("properties.direction")?.ToUpperInvariant(), rule.Number("properties.priority"));

    private static ArmException Missing(string rule, string property) =>
        new(400, "SecurityRuleParameterMissing", $"Security rule {rule} is missing the parameter {property}.",
            $"properties.{property}");

    private static ArmException Conflict(string rule, string other) => new(400, "SecurityRuleConflict",
        $"Security rule {rule} conflicts with rule {other}. Rules cannot have the same Priority and Direction.", rule);
}
