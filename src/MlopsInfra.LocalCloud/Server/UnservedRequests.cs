using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>
/// Hosts and paths that no plane answers and that are none of Resource Manager's: who asks there is told that they are not
/// served, and not that his token is for something else.
/// </summary>
internal static class UnservedRequests
{
    private const string Code = "NotServed";

    // What the paths of Resource Manager begin with.
    private static readonly string[] Roots = ["subscriptions", "providers", "tenants", "batch"];

    // What stands below a loopback name without being served, and what it is called.
    private static readonly (string Suffix, string Service)[] Services =
    [
        (".file.localhost", "files of storage accounts"),
        (".queue.localhost", "queues of storage accounts"),
        (".table.localhost", "tables of storage accounts"),
        (".dfs.localhost", "the data lake of storage accounts"),
        (".web.localhost", "web sites of storage accounts"),
        (".managedhsm.localhost", "managed HSMs"),
    ];

    /// <summary>Refuses a request that is not for Resource Manager.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArmException">It is not.</exception>
    public static void Refuse(RestRequest request)
    {
        var host = request.Info.Host;
        if (host.Equals(AzureHosts.ResourceManager, StringComparison.OrdinalIgnoreCase)) return;
        if (!AzureHosts.IsLoopback(host))
            throw new ArmException(404, Code, Array.Find(Services,
                service => host.EndsWith(service.Suffix, StringComparison.OrdinalIgnoreCase)) is { Service: { } service }
                ? $"The local cloud does not serve {service}: '{host}'."
                : $"The local cloud serves nothing at 'https://{host}{request.Info.Path}'.");
        var first = request.Info.Path.Trim('/').Split('/')[0];
        if (first.Length > 0 && !Roots.Contains(first, StringComparer.OrdinalIgnoreCase))
            throw new ArmException(404, Code,
                $"The local cloud does not serve the path '{request.Info.Path}': it is none of Resource Manager's, and '{first}' "
                    + "is no storage account here.");
    }
}
