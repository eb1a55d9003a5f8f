using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>POST on a deployment: validate, whatIf, cancel, exportTemplate.</summary>
internal sealed class DeploymentActions(
    CloudContext cloud, DeploymentRuns runs, DeploymentPreflight preflight, DeploymentStates states, WhatIf whatIf,
    OperationTracker operations, OperationRoutes links)
{
    /// <summary>Answers one.</summary>
    /// <exception cref="ArmException">There is no such action.</exception>
    public Task HandleAsync(ArmRequest request) => request.Target.Action.ToLowerInvariant() switch
    {
        "validate" => ValidateAsync(request),
        "whatif" => WhatIfAsync(request),
        "cancel" => CancelAsync(request),
        "exporttemplate" =>
            request.Rest.AnswerAsync(200, new JsonObject { ["template"] = states.Template(request.Id).DeepClone() }),
        _ => throw new ArmException(404, "InvalidResourceType",
            $"The resource type '{request.Target.Type}' has no action '{request.Target.Action}'. (The local cloud does not know "
                + "it.)"),
    };

    /// <summary>What ties the requests of a deployment together: what the client says, or what it is answered with.</summary>
    public static string CorrelationOf(ArmRequest request) =>
        request.Rest.Http.Response.Headers["x-ms-correlation-request-id"].ToString() is { Length: > 0 } known
            ? known : Guid.NewGuid().ToString();

    private async Task ValidateAsync(ArmRequest request)
    {
        var plan = await PlanAsync(request);
        var properties = DeploymentProperties.Of(plan, "Succeeded", CorrelationOf(request), cloud.Now);
        properties["validatedResources"] = DeploymentProperties.Ids(plan.Order);
        var answer = new JsonObject
        {
            ["id"] = request.Id.Value, ["name"] = request.Id.Name, ["type"] = DeploymentResource.TypeName,
        };
        if (plan.Context.Request.Location is { } location) answer["location"] = location;
        answer["properties"] = properties;
        await request.Rest.AnswerAsync(200, answer);
    }

    // What is wrong is told by the operation, too, in Azure; a client takes it either way.
    private async Task WhatIfAsync(ArmRequest request)
    {
        var result = whatIf.Compare(await PlanAsync(request), CorrelationOf(request));
        links.WriteLocation(request,
            operations.Start(request.Rest, request.Id, "Running", links.NewName(request.Id), result));
        await request.Rest.AnswerAsync(202);
    }

    private async Task<TemplatePlan> PlanAsync(ArmRequest request) => preflight.Check(
        DeploymentRequest.Read(request.Id, await DeploymentBody.ReadAsync(request.Rest)), request.Principal);

    private Task CancelAsync(ArmRequest request)
    {
        var state = states.Shown(request.Id)["properties"]!["provisioningState"]!.ToString();
        if (runs.Cancel(request.Id)) return request.Rest.AnswerAsync(204);
        throw new ArmException(409, "DeploymentCannotBeCancelled",
            $"The deployment '{request.Id.Name}' cannot be cancelled because its provisioning state is '{state}'.",
            request.Id.Value);
    }
}
