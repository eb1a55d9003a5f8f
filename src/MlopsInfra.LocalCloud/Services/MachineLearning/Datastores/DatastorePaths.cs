using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;

/// <summary>The two forms of a path in a datastore.</summary>
internal static class DatastorePaths
{
    private const string Short = "azureml://datastores/";

    /// <summary>The long form, which the service answers; other URIs as they are.</summary>
    public static string? Long(string? uri, ResourceId workspace) =>
        uri is not null && uri.StartsWith(Short, StringComparison.OrdinalIgnoreCase)
        ? $"azureml://subscriptions/{workspace.SubscriptionId}/resourcegroups/{workspace.ResourceGroupName}/workspaces"
            + $"/{workspace.Name}/datastores/{uri[Short.Length..]}"
        : uri;

    /// <summary>The datastore a short path names; null for other URIs.</summary>
    public static string? Datastore(string uri) =>
        uri.StartsWith(Short, StringComparison.OrdinalIgnoreCase) ? uri[Short.Length..].Split('/')[0] : null;
}
