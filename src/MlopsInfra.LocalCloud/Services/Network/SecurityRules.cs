using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>What a security rule has to say, whether it stands in its group or is a resource of its own.</summary>
internal static class SecurityRules
{
    private static readonly string[] Sides = ["source", "destination"];

    /// <summary>Refuses a rule that is not complete, or whose values are out of range.</summary>
    /// <param name="rule">The rule, with <c>properties</c>.</param>
    /// <param name="name">Its name.</param>
    public static void Check(JsonObject rule, string name)
    {
        if (rule.Number("properties.priority") is not (>= 100 and <= 4096))
            throw new ArmException(400, "SecurityRuleInvalidPriority",
                $"Security rule has invalid Priority. Value provided: {rule.Number("properties.priority")}. Allowed range "
                    + $"100-4096. Rule: {name}.", "properties.priority");
        foreach (var side in Sides)
        {
            var prefixes = OneOrMany(rule, $"{side}AddressPrefix", $"{side}AddressPrefixes");
            if (prefixes.Count == 0 && rule.At($"properties.{side}ApplicationSecurityGroups") is null)
                throw Missing(name, $"{side}AddressPrefix");
            foreach (var prefix in prefixes)
            {
                if (!IsAddressPrefix(prefix.Value))
                    throw new ArmException(400, "SecurityRuleInvalidAddressPrefix",
                        $"Security rule has invalid Address prefix. Value provided: {prefix.Value}.", prefix.Path);
            }

            var ranges = OneOrMany(rule, $"{side}PortRange", $"{side}PortRanges");
            if (ranges.Count == 0) throw Missing(name, $"{side}PortRange");
            foreach (var range in ranges)
            {
                if (!IsPortRange(range.Value))
                    throw new ArmException(400, "SecurityRuleInvalidPortRange",
                        $"Security rule has invalid Port range. Value provided: {range.Value}. Value should be an integer OR "
                            + "integer range with '-' delimiter. Valid range 0-65535.", range.Path);
            }
        }
    }

    /// <summary>What no two rules of a group may have in common.</summary>
    /// <param name="rule">The rule, with <c>properties</c>.</param>
    public static (string? Direction, double? Priority) Rank(JsonObject rule) =>
        (rule.Text("properties.direction")?.ToUpperInvariant(), rule.Number("properties.priority"));

    /// <summary>The refusal of two rules of the same rank.</summary>
    /// <param name="rule">The rule that is refused.</param>
    /// <param name="other">The one that it conflicts with.</param>
    public static ArmException Conflict(string rule, string other) => new(400, "SecurityRuleConflict",
        $"Security rule {rule} conflicts with rule {other}. Rules cannot have the same Priority and Direction.", rule);

    // Service tags and the star are no addresses; which tags there are changes with the services.
    private static bool IsAddressPrefix(string text) =>
        (!char.IsAsciiDigit(text.FirstOrDefault()) && text.AsSpan().IndexOfAny(":/") < 0)
            || IPAddress.TryParse(text, out _) || AddressRanges.TryParse(text, out _);

    private static bool IsPortRange(string text) => text == "*" || text.Split('-') switch
    {
        [var port] => ushort.TryParse(port, out _),
        [var first, var last] => ushort.TryParse(first, out var from) && ushort.TryParse(last, out var to) && from <= to,
        _ => false,
    };

    private static List<(string Path, string Value)> OneOrMany(JsonObject rule, string one, string many) =>
        [.. rule.Texts($"properties.{one}"), .. rule.Texts($"properties.{many}[]")];

    private static ArmException Missing(string rule, string property) =>
        new(400, "SecurityRuleParameterMissing", $"Security rule {rule} is missing the parameter {property}.",
            $"properties.{property}");
}
