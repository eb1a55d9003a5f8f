using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>
/// The scoring hosts. Of a batch endpoint: <c>POST /jobs</c> runs a deployment's pipeline component with inputs. Errors of the
/// token are plain text, as the scoring host answers them, not the ARM envelope. Of an online endpoint: its deployments answer.
/// </summary>
internal sealed class ScoringPlane(
    CloudContext cloud, IResourceManager resources, IAccessControl access, NetworkAccess network, LocalTokenIssuer tokens,
    MachineLearningRest types, OnlineScoring scoring, TimeProvider time) : IDataPlane
{
    private const string Invoke = BatchEndpointResource.TypeName + "/jobs/write";

    /// <summary>Answers a request to a scoring host; false if it is to none.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (Address(request) is not { } address) return false;
        var batch = Find(BatchEndpointResource.TypeName, address.Endpoint, address.Region);
        if (batch is not null) RequireNetwork(request, batch);
        if (Find(OnlineEndpointResource.TypeName, address.Endpoint, address.Region) is { } online)
        {
            RequireNetwork(request, online);
            if (scoring.Answers)
            {
                await scoring.HandleAsync(request, online, $"/{string.Join('/', address.Segments)}");
                return true;
            }
        }

        if (await AuthenticateAsync(request) is not { } caller) return true;
        var endpoint = batch
            ?? throw new ArmException(404, "EndpointNotFound",
                $"There is no batch endpoint '{address.Endpoint}' in {address.Region}.");
        var id = ResourceId.Parse(endpoint.Key);
        if (!access.IsAllowed(tokens.Principal(caller), id, Invoke, isDataAction: false))
        {
            await AnswerTextAsync(request, 403,
                $"Access denied: the token is denied by policy. The identity '{caller}' needs the action {Invoke} on {id}.");
            return true;
        }

        switch (request.Method, address.Segments)
        {
            case ("POST", ["jobs"]):
                await InvokeAsync(request, id, resources.Find(id)!, caller);
                break;
            case ("GET", ["jobs", var job]):
                var found = resources.Find(WorkspaceAssets.Require(id, resources).Id.Child("jobs", job))
                    ?? throw new ArmException(404, "UserError", $"Run {job} was not found.");
                await request.AnswerAsync(200, found);
                break;
            default:
                throw new ArmException(404, "NotFound", $"The scoring host has no {request.Method} {request.Info.Path}.");
        }

        return true;
    }

    private async Task InvokeAsync(RestRequest request, ResourceId endpoint, JsonObject stored, string caller)
    {
        var body = await request.ReadObjectAsync();
        var workspace = WorkspaceAssets.Require(endpoint, resources);
        var name = request.Header("azureml-model-deployment")
            ?? stored["properties"]?["defaults"]?["deploymentName"].AsText()
            ?? throw new ArmException(404, "DeploymentNotFound",
                $"The endpoint '{endpoint.Name}' has no default deployment; name one in the header azureml-model-deployment.");
        var deployment = resources.Find(endpoint.Child("deployments", name))
            ?? throw new ArmException(404, "DeploymentNotFound", $"The endpoint '{endpoint.Name}' has no deployment '{name}'.");
        var invocation = BatchInvocation.Read(body, deployment, workspace);
        var job = workspace.Id.Child("jobs", Guid.NewGuid().ToString());
        var run = invocation.ToJob(endpoint.Child("deployments", name), time.GetUtcNow());
        await resources.PutAsync(job, run, new ArmRequestOptions(AsService: true), request.Http.RequestAborted);
        types.StartJob(job, run["properties"]!.AsObject(), tokens.Principal(caller), request.OperationFault?.Message);
        request.Changed = true;
        var headers = request.Http.Response.Headers;
        headers["azureml-model-deployment"] = name;
        headers.Location = HeaderText.OfUrl($"https://{workspace.Region}.api.azureml.ms/mferp"
            + $"/managementfrontend{endpoint.Child("deployments", name)}?api-version=2020-09-01-dataplanepreview");
        await request.AnswerAsync(201, invocation.ToAnswer(job, name));
    }

    private async Task<string?> AuthenticateAsync(RestRequest request)
    {
        var header = request.Header("Authorization");
        if (header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
        {
            await AnswerTextAsync(request, 401, "Unauthorized: a bearer token is required.");
            return null;
        }

        var check = tokens.Check(header["Bearer ".Length..].Trim(), Audiences.MachineLearning);
        if (check.State == TokenState.Valid) return check.ObjectId;
        await AnswerTextAsync(request, 401, check.State == TokenState.WrongAudience
            ? $"Unauthorized: the token was issued for '{check.Audience}'; the scoring host takes tokens for "
                + $"'{Audiences.MachineLearning}'."
            : "Unauthorized: the token is invalid or has expired.");
        return null;
    }

    // The sentence, with the code UserError and without inner codes, is what callers from outside are told
    // (MicrosoftDocs/azure-docs 90426).
    private void RequireNetwork(RestRequest request, StoredResource endpoint)
    {
        var id = ResourceId.Parse(endpoint.Key);
        if (network.RefusalOf(id, request.Place) is not { } refusal) return;
        throw new ArmException(
            403, "UserError",
            $"Access to workspace was denied based on workspace private link configuration. (The endpoint '{id.Name}', called "
                + $"from {refusal.Address}: {refusal.Reason}.)");
    }

    private StoredResource? Find(string type, string name, string region) => cloud.Store.OfType(type).FirstOrDefault(endpoint =>
        endpoint.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        && WorkspaceAssets.Require(ResourceId.Parse(endpoint.Key), resources).Region == region);

    private static (string Endpoint, string Region, string[] Segments)? Address(RestRequest request)
    {
        var segments = request.Info.Path.Trim('/').Split('/');
        if (AzureHosts.Scoring(request.Info.Host) is { } host) return (host.Endpoint, host.Region, segments);
        if (!AzureHosts.IsLoopback(request.Info.Host)) return null;
        if (segments is [AzureHosts.LoopbackCallerSegment, var caller, .. var behind]
            && CallerHeaders.Decode(caller) is { } place) (request.Place, segments) = (place, behind);
        return segments is [AzureHosts.LoopbackScoringSegment, var region, var endpoint, .. var rest]
            ? (endpoint, region, rest) : null;
    }

    private static async Task AnswerTextAsync(RestRequest request, int status, string text)
    {
        request.Http.Response.StatusCode = status;
        request.Http.Response.ContentType = "text/plain; charset=utf-8";
        await request.Http.Response.WriteAsync(text, request.Http.RequestAborted);
    }
}
