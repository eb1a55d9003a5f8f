using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>Computes that jobs name, bare, with <c>azureml:</c> or by id.</summary>
internal static class JobComputes
{
    // Microsoft's client makes an id of it as of any name.
    private const string Serverless = "serverless";

    /// <summary>Refuses a compute that there is not.</summary>
    /// <param name="node">What names it; anything but a text names none.</param>
    /// <param name="what">What that is called in the refusal.</param>
    /// <param name="workspace">The workspace.</param>
    public static void Require(JsonNode? node, string what, WorkspaceAssets workspace)
    {
        if (node.AsText() is not { Length: > 0 } compute
            || compute.Split('/', ':')[^1].Equals(Serverless, StringComparison.OrdinalIgnoreCase)) return;
        if (workspace.FindChild("computes", compute) is null)
            throw MachineLearningErrors.Reference(what, compute, "ComputeNotFound");
    }
}
