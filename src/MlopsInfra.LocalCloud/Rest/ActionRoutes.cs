using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>POST actions on a resource.</summary>
internal sealed class ActionRoutes(IResourceManager resources, IEnumerable<IArmActions> actions)
{
    public async Task HandleAsync(ArmRequest request)
    {
        if (request.Target.Id is null)
        {
            throw new ArmException(404, "InvalidResourceType",
                $"The local cloud does not know the action '{request.Target.Action}' of '{request.Target.Type.Namespace}'.");
        }

        var body = (await request.Rest.ReadJsonAsync()).AsOptionalObject();
        foreach (var service in actions)
        {
            if (await service.TryHandleAsync(request, body)) return;
        }

        var answer =
            await resources.PostAsync(request.Id, request.Target.Action, body, request.Options, request.Rest.Http.RequestAborted);
        await request.Rest.AnswerAsync(answer is null ? 204 : 200, LoopbackAddresses.Show(request.Rest.Http.Request, answer));
    }
}
