using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>POST actions on a resource.</summary>
internal sealed class ActionRoutes(IResourceManager resources, MachineLearningActions machineLearning)
{
    public async Task HandleAsync(ArmRequest request)
    {
        var body = await request.Rest.ReadJsonAsync();
        if (await machineLearning.TryHandleAsync(request, body)) return;
        var answer =
            await resources.PostAsync(request.Id, request.Target.Action, body, request.Options, request.Rest.Http.RequestAborted);
        await request.Rest.AnswerAsync(answer is null ? 204 : 200, answer);
    }
}
