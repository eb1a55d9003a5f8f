using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// MLflow's API of a workspace: <c>/mlflow/v1.0/WORKSPACE/api/2.0/mlflow/...</c>, as plain clients call it, and <c>v2.0</c>, as
/// Azure's plugin does. Its errors have MLflow's form, which its clients read.
/// </summary>
internal sealed class TrackingPlane(
    IResourceManager resources, TrackingStore store, TrackingAccess access, IEnumerable<ITrackingRoutes> routes) : IDataPlane
{
    private static readonly string[] Prefixes = ["api/2.0/", "ajax-api/2.0/", "api/3.0/", "ajax-api/3.0/"];

    /// <summary>Answers a request; false if it is none of MLflow's.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (TrackingAddress.Parse(request.Info) is not { Service: "mlflow" } address) return false;
        try
        {
            await HandleAsync(request, address);
        }
        catch (ArmException exception)
        {
            await AnswerAsync(request, TrackingException.From(exception));
        }
        catch (StorageException exception)
        {
            await AnswerAsync(request, TrackingException.From(exception));
        }
        catch (TrackingException exception)
        {
            await AnswerAsync(request, exception);
        }

        return true;
    }

    private async Task HandleAsync(RestRequest request, TrackingAddress address)
    {
        if (address.Rest is "health" or "version")
        {
            // They ask nothing of a workspace, and clients send no token with them.
            await TextAnswer.WriteAsync(request, address.Rest == "health" ? "OK" : ServedVersion);
            return;
        }

        var caller = access.Authenticate(request, address.Workspace);
        var route = Find(request.Method, address.Rest)
            ?? throw new TrackingException(404, "ENDPOINT_NOT_FOUND",
                $"The local cloud has no {request.Method} /{address.Rest} of MLflow.");
        access.Require(caller, address.Workspace, route.Action);
        var workspace = WorkspaceAssets.Require(address.Workspace, resources);
        var call = new TrackingCall(request, address, workspace, store.Open(workspace.Id), caller, await ArgumentsAsync(request));
        if (await route.Run(call) is { } answer) await request.AnswerAsync(200, answer);
        if (request.Method != "GET") request.Changed = true;
    }

    /// <summary>The version of MLflow whose API is served.</summary>
    private const string ServedVersion = "3.17.2";

    private TrackingRoute? Find(string method, string path)
    {
        var prefix = Array.Find(Prefixes, each => path.StartsWith(each, StringComparison.Ordinal));
        if (prefix is null) return null;
        var rest = path[prefix.Length..];
        return routes.Select(each => each.Find(method, rest)).FirstOrDefault(found => found is not null);
    }

    private static async Task<JsonObject> ArgumentsAsync(RestRequest request)
    {
        // The body is a file, whatever type it says it has.
        if (request.Method == "PUT") return [];
        if (request.Method != "GET")
            return await request.ReadJsonAsync() switch
            {
                null => [],
                JsonObject body => body,
                _ => throw TrackingException.Invalid("The body has to be a JSON object."),
            };
        var arguments = new JsonObject();
        foreach (var (name, values) in request.Http.Request.Query)
            arguments[name] = values.Count == 1 ? values[0] : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        return arguments;
    }

    private static async Task AnswerAsync(RestRequest request, TrackingException exception)
    {
        if (request.Http.Response.HasStarted) request.Http.Abort();
        else await request.AnswerAsync(exception.Status, exception.ToJson());
    }
}
