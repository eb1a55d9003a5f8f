using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Rights;

/// <summary>Reads the rights that a stack gives: role assignments and federated credentials.</summary>
internal sealed class RightsReader
{
    /// <summary>What a federated credential lets somebody do.</summary>
    public const string SignIn = "sign in";

    private readonly StackSnapshot _snapshot;
    private readonly ICloudFacts _facts;
    private readonly Dictionary<string, string> _principals = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _customRoles = new(StringComparer.OrdinalIgnoreCase);

    private RightsReader(StackSnapshot snapshot, ICloudFacts facts)
    {
        (_snapshot, _facts) = (snapshot, facts);
        foreach (var resource in snapshot.CloudResources)
        {
            // A role assignment shows the principal of somebody else.
            if (resource.Type.EndsWith(":RoleAssignment", StringComparison.Ordinal)) continue;
            if (Text(resource.Outputs, "principalId") is { } own) _principals[own] = Names.Of(resource);
            if (Text(resource.Outputs, "identity.principalId") is { } system)
                _principals[system] = $"{Names.Of(resource)} (its own identity)";
            if (Text(resource.Outputs, "identityProfile.kubeletidentity.objectId") is { } nodes)
                _principals[nodes] = $"{Names.Of(resource)} (its nodes)";
            if (!resource.Type.EndsWith(":RoleDefinition", StringComparison.Ordinal)) continue;
            if (resource.Id is { } id && Text(resource.Inputs, "roleName") is { } role) _customRoles[Last(id)] = role;
        }
    }

    /// <summary>The rights, each once, in a fixed order.</summary>
    /// <param name="snapshot">The stack.</param>
    /// <param name="facts">Names the roles.</param>
    public static ImmutableArray<Right> Read(StackSnapshot snapshot, ICloudFacts facts)
    {
        var reader = new RightsReader(snapshot, facts);
        return
        [
            .. snapshot.CloudResources.Select(reader.Read).OfType<Right>().DistinctBy(right => right.Key)
                .OrderBy(right => right.Who, StringComparer.Ordinal).ThenBy(right => right.Where, StringComparer.Ordinal)
                .ThenBy(right => right.What, StringComparer.Ordinal),
        ];
    }

    private Right? Read(ResourceRecord resource) => resource.Type[(resource.Type.LastIndexOf(':') + 1)..] switch
    {
        "RoleAssignment" => new Right(
            Who(Text(resource.Inputs, "principalId"), resource), Role(Text(resource.Inputs, "roleDefinitionId")),
            Where(Text(resource.Inputs, "scope")),
            Text(resource.Inputs, "description")),
        "FederatedIdentityCredential" => new Right(
            $"{Text(resource.Inputs, "subject") ?? "(unknown)"} of {Text(resource.Inputs, "issuer") ?? "(unknown)"}", SignIn,
            $"as identity {Text(resource.Inputs, "resourceName") ?? "(unknown)"}", null),
        _ => null,
    };

    private string Who(string? principal, ResourceRecord assignment) => principal is null ? "(unknown)"
        : _principals.GetValueOrDefault(principal)
            ?? $"{Text(assignment.Inputs, "principalType")?.ToLowerInvariant() ?? "principal"} {principal}";

    private string Role(string? definition) => definition is null ? "(unknown)"
        : _facts.RoleName(definition) ?? _customRoles.GetValueOrDefault(Last(definition)) ?? $"role {Last(definition)}";

    private string Where(string? scope)
    {
        if (scope is null) return "(unknown)";
        if (_snapshot.FindById(scope) is { } resource) return Names.Of(resource);
        var parts = scope.Trim('/').Split('/');
        return parts switch
        {
            ["subscriptions", var subscription] => $"subscription {subscription}",
            ["subscriptions", _, "resourceGroups", var group] => $"resource group {group}",
            // A part of a resource that is no resource of the stack itself, such as a subnet or a container.
            [.., var type, var name] when ParentOf(scope) is { } parent => $"{type} {name} of {Names.Of(parent)}",
            _ => scope,
        };
    }

    private ResourceRecord? ParentOf(string scope)
    {
        for (var end = scope.LastIndexOf('/'); end > 0; end = scope.LastIndexOf('/', end - 1))
        {
            if (_snapshot.FindById(scope[..end]) is { } parent) return parent;
        }

        return null;
    }

    private static string Last(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static string? Text(PropertyMap values, string path) =>
        PropertyPath.Parse(path).Get(values)?.WithoutSecretMark is PropertyValue.Text { Value.Length: > 0 } text
            ? text.Value : null;
}
