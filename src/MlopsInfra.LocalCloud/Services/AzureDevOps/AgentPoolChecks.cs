using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Services.AzureDevOps;

/// <summary>
/// Agent pools on scale sets, and the queues that bring pools into a project. What Azure DevOps asks of a scale set: "Azure
/// Virtual Machine Scale Set agents", create the scale set.
/// </summary>
internal sealed class AgentPoolChecks(CloudContext cloud, AzureDevOpsService service)
{
    private const string Machines = "azureResourceId";

    /// <summary>Refuses what is wrong with a pool or a queue.</summary>
    public void Check(string type, JsonObject inputs)
    {
        if (type == "Queue") CheckQueue(inputs);
        else CheckPool(inputs);
    }

    // A pool that only its name tells may be elsewhere in the organization.
    private void CheckQueue(JsonObject inputs)
    {
        if (inputs.Number("agentPoolId") is not { } number) return;
        var id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (service.Find("ElasticPool", id) is null && service.Find("Pool", id) is null)
            throw new ProviderException("TaskAgentPoolNotFoundException", $"The agent pool {id} does not exist.", "agentPoolId",
                404);
    }

    private void CheckPool(JsonObject inputs)
    {
        var id = inputs.Text(Machines) ?? "";
        var machines = cloud.Find(id);
        if (machines is null || machines.Type != "Microsoft.Compute/virtualMachineScaleSets")
            throw Invalid($"The scale set '{id}' was not found.");
        if (machines.Body.Flag("properties.overprovision") != false)
            throw Invalid(
                $"The scale set '{machines.Name}' makes more machines than it is asked for; set overprovision to false.");
        if (machines.Body.Text("properties.upgradePolicy.mode") is { } mode
            && !mode.Equals("Manual", StringComparison.OrdinalIgnoreCase))
            throw Invalid(
                $"The scale set '{machines.Name}' upgrades its machines by itself ({mode}); set upgradePolicy.mode to Manual.");
        if (inputs.Number("desiredIdle") > inputs.Number("maxCapacity"))
            throw new ProviderException("InvalidElasticPool", "desiredIdle is greater than maxCapacity.", "desiredIdle", 400);
        CheckRights(inputs, ResourceId.Parse(machines.Key));
    }

    private void CheckRights(JsonObject inputs, ResourceId machines)
    {
        const string write = "Microsoft.Compute/virtualMachineScaleSets/write";
        var identity = new ConnectionIdentity(cloud, service).SignIn(inputs.Text("serviceEndpointId") ?? "", "serviceEndpointId");
        if (identity is null
            || cloud.Access.IsAllowed(identity.Computed.Text("properties.principalId"), machines, write, isDataAction: false))
            return;
        throw new ProviderException(
            "AuthorizationFailed",
            $"The service connection's identity '{identity.Name}' may not change the scale set '{machines.Name}'. Action: "
                + $"'{write}'.", "serviceEndpointId", 403);
    }

    private static ProviderException Invalid(string message) => new("InvalidElasticPool", message, Machines, 400);
}
