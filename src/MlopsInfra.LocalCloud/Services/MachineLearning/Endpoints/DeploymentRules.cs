using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>Deployments of batch and online endpoints.</summary>
internal sealed class DeploymentRules : TypeRules
{
    private const string Online = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments";

    public override IReadOnlyList<string> Types { get; } =
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments", Online];

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Online) CheckEndpointRoles(put);
        if (put.Body.Text("properties.deploymentConfiguration.deploymentConfigurationType")
            ?.Equals("PipelineComponent", StringComparison.OrdinalIgnoreCase) != true) return;
        if (put.Body.Text("properties.deploymentConfiguration.settings.default_compute") is { Length: > 0 } compute
            && !compute.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase))
        {
            var name = compute.StartsWith("azureml:", StringComparison.Ordinal) ? compute["azureml:".Length..] : compute;
            if (name != "serverless" && put.Cloud.Store.Find($"{put.Id.Parent!.Parent}/computes/{name}") is null)
                throw Error(400, $"The default compute '{compute}' of the deployment was not found in the workspace.",
                    "properties.deploymentConfiguration.settings.default_compute");
        }
    }

    public override void CheckDelete(DeleteContext delete)
    {
        var endpoint = delete.Cloud.Find(delete.Id.Parent?.Value);
        if (endpoint?.Body.Text("properties.defaults.deploymentName")
            ?.Equals(delete.Id.Name, StringComparison.OrdinalIgnoreCase) == true)
            throw Error(409,
                $"The deployment '{delete.Id.Name}' is the default of the endpoint '{endpoint.Name}' and can't be deleted. Make "
                    + "another one the default first.", delete.Id.Name);
        if (endpoint?.Body.Number($"properties.traffic.{delete.Id.Name}") is > 0)
            throw Error(409,
                $"The deployment '{delete.Id.Name}' still gets traffic of the endpoint '{endpoint.Name}' and can't be deleted. "
                    + "Set its traffic to 0 first.", delete.Id.Name);
    }

    /// <summary>
    /// A user-assigned identity of the endpoint pulls the image and reads the model (a system-assigned one is given these roles).
    /// </summary>
    private static void CheckEndpointRoles(PutContext put)
    {
        var endpoint = put.Cloud.Find(put.Id.Parent!.Value)!;
        var workspace = put.Cloud.Find(put.Id.Parent.Parent!.Value)!;
        if (endpoint.Body.Text("identity.type")?.Equals("UserAssigned", StringComparison.OrdinalIgnoreCase) != true) return;
        var identity = endpoint.Body.Texts("identity.userAssignedIdentities{}").Select(found => found.Value).FirstOrDefault();
        var principal = Principals.OfIdentity(put.Cloud, identity) ?? "";
        Require("containerRegistry", "Microsoft.ContainerRegistry/registries/pull/read", isData: false, "AcrPull");
        Require("storageAccount", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", isData: true,
            "Storage Blob Data Reader");

        void Require(string property, string action, bool isData, string role)
        {
            if (workspace.Body.Text($"properties.{property}") is not { } scope
                || put.Cloud.Access.IsAllowed(principal, ResourceId.Parse(scope), action, isData)) return;
            throw Error(400,
                $"The endpoint's identity '{identity}' lacks the role '{role}' over '{scope}' that the deployment needs (action "
                    + $"'{action}').", "identity");
        }
    }

    private static ArmException Error(int status, string message, string target) => new(status, "UserError", message, target);
}
