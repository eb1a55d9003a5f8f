using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What Azure Resource Manager checks before a resource provider sees a request.</summary>
internal sealed partial class FrontDoor(IResourceCatalog catalog, LocalCloudOptions options)
{
    private readonly Dictionary<string, List<string>> _typesByNamespace = catalog.Types
        .GroupBy(ResourceTypes.Namespace, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Order(StringComparer.OrdinalIgnoreCase).ToList(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Namespaces with their types.</summary>
    public IReadOnlyDictionary<string, List<string>> Namespaces => _typesByNamespace;

    /// <summary>The API version of a request.</summary>
    /// <exception cref="ArmException">It is missing or no API version at all.</exception>
    public static string RequireApiVersion(RestRequest request)
    {
        var version = request.Query("api-version");
        if (string.IsNullOrEmpty(version))
        {
            throw new ArmException(400, "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
        }

        if (ApiVersionPattern().IsMatch(version)) return version;
        throw new ArmException(400, "InvalidApiVersionParameter",
            $"The api-version '{version}' is invalid. It has the form 'yyyy-MM-dd' or 'yyyy-MM-dd-preview'.");
    }

    /// <summary>Refuses subscriptions, namespaces, types and API versions that there are not.</summary>
    public void Check(ArmTarget target, string version)
    {
        if (target.Id?.SubscriptionId is { } subscription) RequireSubscription(subscription);
        var type = target.Type;
        var space = ResourceTypes.Namespace(type);
        if (space.Equals("Microsoft.Resources", StringComparison.OrdinalIgnoreCase)) return;
        if (!_typesByNamespace.TryGetValue(space, out var types))
        {
            throw new ArmException(404, "InvalidResourceNamespace", $"The resource namespace '{space}' is invalid.");
        }

        var versions = catalog.ApiVersions(type);
        if (versions.Count == 0)
        {
            throw new ArmException(
                404, "InvalidResourceType",
                $"The resource type '{type[(space.Length + 1)..]}' could not be found in the namespace '{space}' for api version "
                    + $"'{version}'. Known here: '{string.Join("','", types)}'.");
        }

        if (!versions.Contains(version, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArmException(
                400, "NoRegisteredProviderFound",
                $"No registered resource provider found for API version '{version}' for type '{type[(space.Length + 1)..]}'. The "
                    + $"supported api-versions are '{string.Join(", ", versions)}'.");
        }
    }

    /// <summary>Refuses a subscription that there is not.</summary>
    public void RequireSubscription(string subscription)
    {
        if (options.SubscriptionIds.Contains(subscription, StringComparer.OrdinalIgnoreCase)) return;
        if (options.AcceptAnySubscription && Guid.TryParse(subscription, out _)) return;
        throw new ArmException(404, "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-[a-zA-Z]+)?$")]
    private static partial Regex ApiVersionPattern();
}
