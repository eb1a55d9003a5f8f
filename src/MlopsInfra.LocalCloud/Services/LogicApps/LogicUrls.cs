using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>The addresses of Logic Apps' request triggers.</summary>
internal static class LogicUrls
{
    /// <summary>The callback URL of a trigger, with the signature that lets callers in.</summary>
    public static string Callback(StoredResource workflow, string trigger) =>
        $"{Base(workflow)}/triggers/{trigger}/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers%2F{trigger}%2Frun&sv=1.0"
            + $"&sig={Signature(workflow, trigger)}";

    /// <summary>The signature in it.</summary>
    public static string Signature(StoredResource workflow, string trigger) =>
        MadeUpIds.Hex(43, "signature", workflow.Key, trigger);

    /// <summary>The address of a workflow.</summary>
    public static string Base(StoredResource workflow) =>
        $"https://prod-00.{Regions.Normalize(workflow.Body.Text("location") ?? "")}.logic.azure.com:443/workflows"
            + $"/{Hash(workflow)}";

    /// <summary>The workflow and the request trigger that an address belongs to; null if there is none.</summary>
    public static (StoredResource Workflow, string Trigger)? Find(CloudContext cloud, Uri url)
    {
        if (url.AbsolutePath.Split('/') is not ["", "workflows", var hash, "triggers", var asked, "paths", "invoke"]) return null;
        var workflow = cloud.Store.OfType(WorkflowResource.TypeName)
            .FirstOrDefault(found => Hash(found).Equals(hash, StringComparison.OrdinalIgnoreCase));
        var trigger = (workflow?.Body.At("properties.definition.triggers") as JsonObject ?? []).FirstOrDefault(each =>
            each.Key.Equals(asked, StringComparison.OrdinalIgnoreCase)
                && "Request".Equals((each.Value as JsonObject)?.Text("type"), StringComparison.OrdinalIgnoreCase)).Key;
        return workflow is null || trigger is null ? null : (workflow, trigger);
    }

    /// <summary>Whether an address has the signature of its trigger.</summary>
    public static bool IsSigned(StoredResource workflow, string trigger, Uri url) =>
        url.Query.TrimStart('?').Split('&').Any(part =>
        part.StartsWith("sig=", StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(part[4..]),
            Encoding.UTF8.GetBytes(Signature(workflow, trigger))));

    private static string Hash(StoredResource workflow) => MadeUpIds.Hex(32, "workflow", workflow.Key);
}
