using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>How far deployments are.</summary>
internal sealed partial class DeploymentStates(DeploymentRecords records, DeploymentRuns runs)
{
    /// <summary>A deployment as a GET shows it.</summary>
    /// <exception cref="ArmException">There is none.</exception>
    public JsonObject Shown(ResourceId id)
    {
        // Asked first: one that ends meanwhile has written how before it is not live any more.
        var isLive = runs.IsLive(id);
        var shown = records.Show(id) ?? throw NotFound(id);
        var properties = shown["properties"]!.AsObject();
        // One that was under way when the server was ended does not go on.
        if (!isLive && properties["provisioningState"]?.ToString() is "Accepted" or "Running")
            properties["provisioningState"] = "Canceled";
        return shown;
    }

    /// <summary>The status of a run, which goes by a name of its own.</summary>
    /// <exception cref="ArmException">There is none of this name.</exception>
    public JsonObject Status(ResourceId deployment, string name)
    {
        var shown = Shown(deployment);
        if (Run(deployment)["name"]?.ToString() != name)
            throw new ArmException(404, "OperationNotFound", $"The operation '{name}' could not be found.");
        var status = new JsonObject { ["status"] = shown["properties"]!["provisioningState"]!.ToString() };
        if (shown["properties"]!["error"] is { } error) status["error"] = error.DeepClone();
        return status;
    }

    /// <summary>The operations of a deployment, the newest first.</summary>
    /// <exception cref="ArmException">There is no such deployment.</exception>
    public IReadOnlyList<JsonObject> Operations(ResourceId deployment) =>
        [.. Run(deployment)["operations"]!.AsArray().Select(operation => operation!.DeepClone().AsObject()).Reverse()];

    /// <summary>One operation of a deployment.</summary>
    /// <exception cref="ArmException">There is none.</exception>
    public JsonObject Operation(ResourceId deployment, string name) =>
        Operations(deployment).FirstOrDefault(operation => operation["operationId"]!.ToString() == name)
            ?? throw new ArmException(404, "DeploymentOperationNotFound",
                $"The deployment operation '{name}' could not be found.", deployment.Value);

    /// <summary>The template that a deployment ran.</summary>
    /// <exception cref="ArmException">There is no such deployment.</exception>
    public JsonNode Template(ResourceId deployment) => Run(deployment)["template"]!;

    /// <summary>The state that a list is filtered by.</summary>
    /// <exception cref="ArmException">It is another filter.</exception>
    public static string StateOf(string filter) => StateFilter().Match(filter) is { Success: true } match ? match.Groups[1].Value
        : throw new ArmException(400, "InvalidFilterInQueryString",
            $"Invalid $filter '{filter}' specified in the query string: deployments are filtered by provisioningState eq "
                + "'STATE'.");

    private JsonObject Run(ResourceId deployment) =>
        (records.Find(deployment) ?? throw NotFound(deployment))[DeploymentResource.RunMember]!.AsObject();

    private static ArmException NotFound(ResourceId id) =>
        new(404, "DeploymentNotFound", $"Deployment '{id.Name}' could not be found.", null);

    [GeneratedRegex(@"^\s*provisioningState\s+eq\s+'([A-Za-z]+)'\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex StateFilter();
}
