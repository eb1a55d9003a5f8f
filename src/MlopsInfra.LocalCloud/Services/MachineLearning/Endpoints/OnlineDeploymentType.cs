using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>A deployment of an online endpoint.</summary>
internal sealed class OnlineDeploymentType : MachineLearningType
{
    public override string Name => "onlineEndpoints/deployments";

    public override void Check(AssetWrite write)
    {
        var endpoint = write.Workspace.Find(write.Id.Parent!)
            ?? throw new ArmException(404, "ParentResourceNotFound",
                $"Failed to write the deployment '{write.Id.Name}', because the endpoint '{write.Id.Parent!.Name}' could not be "
                    + "found.");
        var kind = write.RequireText("endpointComputeType");
        var expected = endpoint["properties"]?["compute"] is null ? "Managed" : "Kubernetes";
        if (!kind.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw MachineLearningErrors.User(
                $"The endpointComputeType is {kind}, but the endpoint '{write.Id.Parent!.Name}' is of kind {expected}.",
                "BadArgument", "ArgumentInvalid");
        }

        Require(write.Text("model"), "model", "models", "ModelNotFound", write.Workspace);
        Require(write.Text("environmentId"), "environmentId", "environments", "EnvironmentNotFound", write.Workspace);
        Require(MachineLearningNames.Text(write.Properties["codeConfiguration"]?["codeId"]), "codeConfiguration.codeId", "codes",
            "CodeNotFound", write.Workspace);
    }

    public override void CheckDelete(ResourceId id, WorkspaceAssets workspace)
    {
        if (workspace.Find(id.Parent!)?["properties"]?["traffic"] is not JsonObject traffic) return;
        if (traffic.FirstOrDefault(pair => pair.Key.Equals(id.Name,
            StringComparison.OrdinalIgnoreCase)).Value is not JsonValue percent) return;
        if (percent.TryGetValue(out int number) && number == 0) return;
        throw MachineLearningErrors.User(
            $"The deployment '{id.Name}' still gets {percent} % of the traffic of endpoint '{id.Parent!.Name}' and can't be "
                + "deleted.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "properties", new JsonObject());
        Default(properties, "provisioningState", "Succeeded");
    }

    private static void Require(string? reference, string what, string collection, string code, WorkspaceAssets workspace)
    {
        if (reference is { Length: > 0 } && workspace.Resolve(reference, collection) is null)
            throw MachineLearningErrors.Reference(what, reference, code);
    }
}
