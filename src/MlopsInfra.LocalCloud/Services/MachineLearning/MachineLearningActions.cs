using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>The POST actions of Azure ML that need more than the stored resource.</summary>
internal sealed class MachineLearningActions(
    IResourceManager resources, OperationTracker operations, OperationRoutes links, JobExecutions executions,
    JobStates states, PendingUploads uploads, DatastoreSignatures secrets) : IArmActions
{
    /// <summary>Answers the action; false if it is none of these.</summary>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (!WorkspaceResource.Has(request.Id.Type)) return false;
        switch (request.Target.Action.ToLowerInvariant())
        {
            case "startpendingupload":
                await request.Rest.AnswerAsync(200, await uploads.StartAsync(request, body));
                return true;
            case "listsecrets" when secrets.SignatureFor(request, body) is { } signature:
                await request.Rest.AnswerAsync(200, signature);
                return true;
            case "cancel" when request.Id.Type == JobResource.TypeName:
                await CancelAsync(request);
                return true;
            case "package" when request.Id.Type == ModelVersionResource.TypeName:
                throw new ArmException(501, "NotImplemented",
                    $"Packaging the model '{request.Id.Parent!.Name}:{request.Id.Name}' builds an image with Azure's inference "
                        + "server in it, which the local cloud does not do. Deploy the model itself.");
            default:
                return false;
        }
    }

    private async Task CancelAsync(ArmRequest request)
    {
        var stored = resources.Find(request.Id) ?? throw MachineLearningErrors.NotFound(request.Id)!;
        if (JobStatus.IsTerminal(JobStatus.Of(stored)))
        {
            throw MachineLearningErrors.User(
                $"The pipeline run {request.Id.Name} is in terminal status, it can't be canceled.", "BadArgument",
                "ArgumentInvalid", "CancelPipelineRunInTerminalStatus");
        }

        if (!await executions.CancelAsync(request.Id))
            await states.MoveAsync(request.Id, JobStatus.Canceled);
        request.Rest.Changed = true;
        var operation =
            operations.Start(request.Rest, request.Id, "Canceling", links.NewName(request.Id), new JsonObject());
        links.WriteLocation(request, operation);
        await request.Rest.AnswerAsync(202);
    }
}
