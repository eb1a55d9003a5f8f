using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>
/// The services of a workspace that Microsoft's clients find by its <c>discoveryUrl</c>: run history, artifacts, metrics,
/// outputs, the jobs of batch endpoints. Their errors have Azure ML's form.
/// </summary>
internal sealed class RunHistoryPlane(
    IResourceManager resources, TrackingStore store, TrackingAccess access, IEnumerable<IHistoryRoutes> routes) : IDataPlane
{
    private const string Discovery = "/discovery";
    private const string Token = "/token";

    private static readonly string[] Services =
        ["api", "artifacts", "experimentation", "history", "metric", "mlflow", "modelmanagement", "pipelines"];

    /// <summary>Answers a request; false if it is to none of them.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (request is { Method: "GET", Info.Path: Discovery } && AzureHosts.IsMachineLearningApi(request.Info.Host))
        {
            // The document is for everybody: clients ask for it without a token.
            await request.AnswerAsync(200, new JsonObject(Services.Select(service =>
                KeyValuePair.Create<string, JsonNode?>(service, request.Absolute("")))));
            return true;
        }

        if (TrackingAddress.Parse(request.Info) is not { Service: not "mlflow" } address) return false;
        try
        {
            await HandleAsync(request, address);
        }
        catch (TrackingException exception)
        {
            throw new ArmException(exception.Status, "UserError", exception.Message);
        }

        return true;
    }

    private async Task HandleAsync(RestRequest request, TrackingAddress address)
    {
        // A job whose token has ended asks for a new one with it.
        var renews = request.Method == "GET" && address.Rest.EndsWith(Token, StringComparison.Ordinal);
        var caller = access.Authenticate(request, address.Workspace, mayBeExpired: renews);
        var path = WithoutExperiment(address.Rest.Split('/'));
        var route =
            routes.Select(each => each.Find(request.Method, address.Service, path)).FirstOrDefault(found => found is not null)
            ?? throw TrackingException.Missing(
                $"The local cloud has no {request.Method} /{address.Rest} of the service '{address.Service}'.");
        access.Require(caller, address.Workspace, route.Action);
        var workspace = WorkspaceAssets.Require(address.Workspace, resources);
        var arguments = request.Method == "POST" && await request.ReadJsonAsync() is JsonObject body ? body : [];
        var call = new TrackingCall(request, address, workspace, store.Open(workspace.Id), caller, arguments);
        if (await route.Run(call) is { } answer) await request.AnswerAsync(200, answer);
    }

    // The name of a run says enough: the experiment before it, by name or by id, is not looked at.
    private static string[] WithoutExperiment(string[] path) =>
        path is ["experiments" or "experimentids", _, "runs", ..] ? path[2..] : path;
}
