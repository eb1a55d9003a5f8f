using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>The POST actions of online endpoints and their deployments: tokens, keys, logs.</summary>
internal sealed class OnlineActions(CloudContext cloud, OnlineDeployments deployments, EndpointTokens tokens,
    LocalTokenIssuer issuer,
    OperationTracker operations, OperationRoutes links) : IArmActions
{
    private const int DefaultLines = 100;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        var action = request.Target.Action.ToLowerInvariant();
        if (request.Id.Type == OnlineEndpointResource.TypeName)
        {
            switch (action)
            {
                case "token":
                    var endpoint = cloud.Find(request.Id.Value) ?? throw ArmErrors.ResourceNotFound(request.Id);
                    EndpointKeys.Require(endpoint, "AMLToken");
                    await request.Rest.AnswerAsync(200,
                        tokens.Issue(Store.ResourceId.Parse(endpoint.Key), request.Principal ?? issuer.DeployerObjectId));
                    return true;
                case "regeneratekeys":
                    EndpointKeys.Regenerate(cloud, request.Id, body as JsonObject ?? []);
                    request.Rest.Changed = true;
                    links.WriteLocation(request,
                        operations.Start(request.Rest, request.Id, "Updating", links.NewName(request.Id), new JsonObject()));
                    await request.Rest.AnswerAsync(202);
                    return true;
            }
        }

        if (request.Id.Type != OnlineDeploymentResource.TypeName || action != "getlogs" || !deployments.Executes) return false;
        if (cloud.Find(request.Id.Value) is null) throw ArmErrors.ResourceNotFound(request.Id);
        await request.Rest.AnswerAsync(200, new JsonObject { ["content"] = LogsOf(request, body as JsonObject ?? []) });
        return true;
    }

    private string LogsOf(ArmRequest request, JsonObject body)
    {
        var lines = (int)(body.Number("tail") ?? DefaultLines);
        return body.Text("containerType")?.ToUpperInvariant() switch
        {
            null or "INFERENCESERVER" => deployments.Find(request.Id)?.Tail(lines) ?? "",
            // What fetches code and model says nothing here that the server's log does not.
            "STORAGEINITIALIZER" => "",
            var other => throw MachineLearningErrors.Invalid($"The containerType '{other}' is none of InferenceServer, "
                + "StorageInitializer."),
        };
    }
}
