using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Azure's refusals that more than one type has, worded here alone and in its words.</summary>
internal static class ArmErrors
{
    public static ArmException Invalid(IReadOnlyList<BodyError> errors) =>
        new(400, errors[0].Code, errors[0].Message, errors[0].Target)
    {
        Details = errors.Count == 1 ? [] : [.. errors.Select(error => (error.Code, error.Message, (string?)error.Target))],
    };

    public static ArmException NoApiVersion() =>
        new(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    public static ArmException InvalidApiVersion(string version) => new(400, "InvalidApiVersionParameter",
        $"The api-version '{version}' is invalid. It has the form 'yyyy-MM-dd' or 'yyyy-MM-dd-preview'.");

    public static ArmException NoSuchVersion(ResourceType type, string version, IEnumerable<string> supported, string? target) =>
        new(400, "NoRegisteredProviderFound",
        $"No registered resource provider found for API version '{version}' for type '{type.Name}'. The supported api-versions "
            + $"are '{string.Join(", ", supported)}'.", target);

    public static ArmException NamespaceNotFound(string name, string? target) => new(404, "InvalidResourceNamespace",
        $"The resource namespace '{name}' is invalid. (The local cloud does not know it.)", target);

    public static ArmException TypeNotFound(ResourceType type, string? version, IEnumerable<string> known, string? target) =>
        new(404, "InvalidResourceType",
        $"The resource type '{type.Name}' could not be found in the namespace '{type.Namespace}' for api version '{version}'. "
            + $"Known here: '{string.Join("','", known)}'.", target);

    public static ArmException ResourceNotFound(ResourceId id) => id.Type == ResourceType.ResourceGroup
        ? GroupNotFound(id.Name)
        : new(404, "ResourceNotFound",
            $"The Resource '{Shown(id)}' under resource group '{id.ResourceGroupName ?? "<null>"}' was not found. For more "
                + "details please go to https://aka.ms/ARMResourceNotFoundFix", id.Value);

    public static ArmException GroupNotFound(string? name) =>
        new(404, "ResourceGroupNotFound", $"Resource group '{name}' could not be found.");

    public static ArmException ParentNotFound(ResourceId id) => new(404, "ParentResourceNotFound",
        $"Failed to perform 'write' on resource(s) of type '{id.Type.Name}', because the parent resource '{id.Parent}' could not "
            + "be found.", id.Value);

    public static ArmException ListParentNotFound(ResourceId parent) => new(404, "ParentResourceNotFound",
        $"Failed to perform 'read' on resource(s) below '{parent.Name}', because the parent resource could not be found.");

    public static ArmException NotOfTenant(ResourceType type) => new(404, "InvalidResourceType",
        $"The resource type '{type.Name}' could not be found in the namespace '{type.Namespace}' at the scope of the tenant. "
            + "(The local cloud does not serve it.)");

    public static ArmException SubscriptionNotFound(string? id) =>
        new(404, "SubscriptionNotFound", $"The subscription '{id}' could not be found.");

    public static ArmException AnotherOperation(ResourceId id) => new(409, "AnotherOperationInProgress",
        $"Another operation on this or dependent resource is in progress. Resource: {id}.", id.Value);

    public static ArmException NotAuthorized(string principal, string action, ResourceId scope) => new(403, "AuthorizationFailed",
        $"The client '{principal}' with object id '{principal}' does not have authorization to perform action '{action}' over "
            + $"scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.",
            scope.Value);

    public static ArmException Locked(ResourceId id, string scopes, string operation) => new(409, "ScopeLocked",
        $"The scope '{id}' cannot perform {operation} operation because following scope(s) are locked: '{scopes}'. Please remove "
            + "the lock and try again.", id.Value);

    public static ArmException InvalidReference(ResourceId from, string reference) => new(400, "InvalidResourceReference",
        $"Resource {reference} referenced by resource {from} was not found. Please make sure that the referenced resource "
            + "exists, and that both resources are in the same region.", from.Value);

    public static ArmException NoId(string value, string path) => new(400, "LinkedInvalidPropertyId",
        $"Property id '{value}' at path '{path}' is invalid. Expect fully qualified resource Id that start with "
            + $"'/subscriptions/{{subscriptionId}}' or '/providers/{{resourceProviderNamespace}}/'.", path);

    public static ArmException IdentityNotFound(ResourceId from, string identity) => new(400, "FailedIdentityOperation",
        $"Identity operation for resource '{from}' failed with error 'Failed to perform resource identity operation. Status: "
            + $"'BadRequest'. Response: '{{\"error\":{{\"code\":\"BadRequest\",\"message\":\"Resource '{identity}' was not "
            + $"found.\"}}}}'.'.", from.Value);

    /// <summary>Type and name as ARM's "not found" shows them: <c>Microsoft.Storage/storageAccounts/data</c>.</summary>
    private static string Shown(ResourceId id)
    {
        var at = id.Value.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? id.Value : id.Value[(at + "/providers/".Length)..];
    }
}
