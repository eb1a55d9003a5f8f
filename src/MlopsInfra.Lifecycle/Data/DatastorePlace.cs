using System.Text.RegularExpressions;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>A place in a datastore.</summary>
/// <param name="Datastore">Name of the datastore.</param>
/// <param name="Path">The path in it, without slashes at its ends; empty for all of it.</param>
internal sealed partial record DatastorePlace(string Datastore, string Path)
{
    /// <summary>Reads an address in the short or the long form; null for any other one.</summary>
    /// <param name="address">The address.</param>
    public static DatastorePlace? Of(string address) => Form().Match(address) is { Success: true } found
        ? new DatastorePlace(found.Groups["name"].Value, found.Groups["path"].Value.Trim('/')) : null;

    [GeneratedRegex(@"^azureml://(?:subscriptions/[^/]+/resourcegroups/[^/]+/workspaces/[^/]+/)?"
        + @"datastores/(?<name>[^/]+)(?:/paths(?<path>/.*)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
