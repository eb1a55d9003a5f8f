using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Validation;

namespace MlopsInfra.LocalCloud.Rules;

/// <summary>The addresses of Logic Apps' request triggers.</summary>
internal static class LogicUrls
{
    /// <summary>The callback URL of a trigger, with the signature that lets callers in.</summary>
    public static string Callback(StoredResource workflow, string trigger) =>
        $"{Base(workflow)}/triggers/{trigger}/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers%2F{trigger}%2Frun&sv=1.0&sig={Signature(workflow, trigger)}";

    /// <summary>The signature in it.</summary>
    public static string Signature(StoredResource workflow, string trigger) => Guids.Hex(43, "signature", workflow.Key, trigger);

    /// <summary>The address of a workflow.</summary>
    public static string Base(StoredResource workflow) =>
        $"https://prod-00.{Regions.Normalize(workflow.Body.Text("location") ?? "")}.logic.azure.com:443/workflows/{Guids.Hex(32, "workflow", workflow.Key)}";

    /// <summary>Whether an address is that of a workflow's trigger.</summary>
    public static bool IsTriggerOf(StoredResource workflow, Uri url) =>
        url.AbsolutePath.StartsWith($"/workflows/{Guids.Hex(32, "workflow", workflow.Key)}/triggers/", StringComparison.OrdinalIgnoreCase);
}
