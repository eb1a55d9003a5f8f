using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Properties that hold children which may also be resources of their own. A program that leaves one out says nothing about the
/// children: there are none in a new resource, and an update leaves those alone that somebody made elsewhere.
/// </summary>
internal static class ChildProperties
{
    private static readonly Dictionary<string, (string Input, string ArmPath)> Table = new(StringComparer.Ordinal)
    {
        ["network:VirtualNetwork"] = ("subnets", "properties.subnets"),
        ["network:NetworkSecurityGroup"] = ("securityRules", "properties.securityRules"),
        ["network:RouteTable"] = ("routes", "properties.routes"),
        ["keyvault:Vault"] = ("properties.accessPolicies", "properties.accessPolicies"),
    };

    /// <summary>Puts what the program leaves out into the body that is sent: the children that are there, or none.</summary>
    /// <param name="schema">The type.</param>
    /// <param name="body">The body.</param>
    /// <param name="live">The resource as it is; null for a new one.</param>
    public static void Complete(ResourceSchema schema, JsonObject body, JsonObject? live)
    {
        if (!Table.TryGetValue(schema.ShortName, out var children) || body.At(children.ArmPath) is not null) return;
        // What is read is sent as it is, read-only parts and all: Azure ignores those.
        body.Set(children.ArmPath, live?.At(children.ArmPath)?.DeepClone() ?? new JsonArray());
    }

    /// <summary>Inputs without children that the old inputs say nothing about.</summary>
    /// <param name="schema">The type.</param>
    /// <param name="inputs">The inputs as read.</param>
    /// <param name="old">The old inputs.</param>
    public static PropertyMap LeaveOut(ResourceSchema schema, PropertyMap inputs, PropertyMap old)
    {
        if (!Table.TryGetValue(schema.ShortName, out var children)) return inputs;
        var path = children.Input.Split('.');
        return Has(old, path) ? inputs : Without(inputs, path);
    }

    private static bool Has(PropertyMap map, ReadOnlySpan<string> path) =>
        map.TryGetValue(path[0], out var value)
            && (path.Length == 1 || (value.WithoutSecretMark is PropertyValue.Obj inner && Has(inner.Members, path[1..])));

    private static PropertyMap Without(PropertyMap map, ReadOnlySpan<string> path)
    {
        if (path.Length == 1) return map.Without(path[0]);
        return map.GetValueOrDefault(path[0]) is PropertyValue.Obj inner
            ? map.With(path[0], Without(inner.Members, path[1..])) : map;
    }
}
