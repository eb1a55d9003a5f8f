using System.Text;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// The file that kubectl reaches a cluster with, as AKS hands it out: cluster, context, user, and which one is current.
/// </summary>
internal static class KubeConfig
{
    /// <summary>The file's text.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="server">Where its API server is.</param>
    /// <param name="isAdmin">Whether it is the administrator's.</param>
    public static string Of(ResourceId cluster, string server, bool isAdmin)
    {
        var user = $"{(isAdmin ? "clusterAdmin" : "clusterUser")}_{cluster.ResourceGroupName}_{cluster.Name}";
        var context = isAdmin ? $"{cluster.Name}-admin" : cluster.Name;
        // Nothing answers there: certificate and token are made up.
        return $"""
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: {Base64($"authority of {cluster}")}
                server: {server}
              name: {cluster.Name}
            contexts:
            - context:
                cluster: {cluster.Name}
                user: {user}
              name: {context}
            current-context: {context}
            kind: Config
            preferences: {"{}"}
            users:
            - name: {user}
              user:
                client-certificate-data: {Base64($"certificate of {user}")}
                client-key-data: {Base64($"key of {user}")}
                token: {MadeUpIds.Hex(32, "kubeconfig", cluster.Value, user)}

            """;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
