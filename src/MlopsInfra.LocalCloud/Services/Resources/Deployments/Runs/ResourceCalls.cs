using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>
/// What a deployment asks of Resource Manager: over REST, as who deploys, so that everything is checked and goes on as for any
/// other client.
/// </summary>
/// <param name="calls">Calls of the cloud to itself.</param>
/// <param name="cloud">The cloud.</param>
internal sealed class ResourceCalls(ServerCalls calls, CloudContext cloud)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Puts a resource, and waits until it is done.</summary>
    /// <returns>The status of the answer.</returns>
    /// <exception cref="ArmException">It was refused, or failed.</exception>
    public async Task<int> PutAsync(DeploymentCaller caller, string id, string apiVersion, JsonObject body,
        CancellationToken cancellationToken)
    {
        var answer = await SendAsync(caller, "PUT", $"{id}?api-version={apiVersion}", body, cancellationToken);
        await WaitAsync(caller, answer, cancellationToken);
        return answer.Status;
    }

    /// <summary>Deletes a resource, and waits until it is done.</summary>
    /// <exception cref="ArmException">It was refused, or failed.</exception>
    public async Task DeleteAsync(DeploymentCaller caller, string id, CancellationToken cancellationToken) =>
        await WaitAsync(caller,
            await SendAsync(caller, "DELETE", $"{id}?api-version={Newest(id)}", null, cancellationToken), cancellationToken);

    /// <summary>Asks a resource what an expression needs to know.</summary>
    /// <exception cref="ArmException">It was refused.</exception>
    public async Task<JsonNode?> AskAsync(DeploymentCaller caller, TemplateQuestion question, CancellationToken cancellationToken)
    {
        var path = question.Action is null ? question.Id : $"{question.Id}/{question.Action}";
        var answer = await SendAsync(caller, question.Action is null ? "GET" : "POST",
            $"{path}?api-version={question.ApiVersion ?? Newest(question.Id)}",
            question.Body is null ? null : StrictJson.Parse(question.Body), cancellationToken);
        return answer.Body;
    }

    private string Newest(string id) =>
        RequestChecks.Versions(cloud, cloud.Spell(ResourceId.Parse(id)).Type) is [var newest, ..] ? newest : "2025-04-01";

    private async Task<ServiceAnswer> SendAsync(DeploymentCaller caller, string method, string pathAndQuery, JsonNode? body,
        CancellationToken cancellationToken)
    {
        var call = new ServiceCall(method, new Uri(new Uri(Audiences.ResourceManager), pathAndQuery),
            new Dictionary<string, string> { ["x-ms-correlation-request-id"] = caller.CorrelationId }, body);
        try
        {
            var answer = await calls.SendAsync(call, caller.Deployment, (caller.Principal, Audiences.ResourceManager),
                cancellationToken);
            return answer.Status < 400 ? answer : throw Refusal(answer.Status, answer.Body);
        }
        catch (ServiceCallException exception)
        {
            throw new ArmException(500, "InternalServerError", exception.Message);
        }
    }

    // Until an operation has ended, by whichever of its two addresses there is.
    private async Task WaitAsync(DeploymentCaller caller, ServiceAnswer answer, CancellationToken cancellationToken)
    {
        var status = answer.Headers["Azure-AsyncOperation"]?.ToString();
        var address = status ?? (answer.Status == 202 ? answer.Headers["Location"]?.ToString() : null);
        for (var wait = TimeSpan.FromMilliseconds(5); address is not null; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var polled = await SendAsync(caller, "GET", new Uri(address).PathAndQuery, null, cancellationToken);
            var state = status is null ? null : polled.Body?["status"]?.ToString();
            if (state is "Failed" or "Canceled") throw Refusal(409, polled.Body);
            if (state is "Succeeded" || (status is null && polled.Status != 202)) return;
            await Task.Delay(wait, cloud.Options.Time, cancellationToken);
        }
    }

    private static ArmException Refusal(int status, JsonNode? body)
    {
        var error = (body as JsonObject)?["error"] as JsonObject ?? body as JsonObject;
        return new ArmException(status, error?["code"]?.ToString() ?? "ResourceDeploymentFailure",
            error?["message"]?.ToString() ?? body?.ToString() ?? "The resource operation failed.", error?["target"]?.ToString())
        {
            Details = [.. (error?["details"] as JsonArray ?? []).OfType<JsonObject>().Select(detail =>
                (detail["code"]?.ToString() ?? "", detail["message"]?.ToString() ?? "", detail["target"]?.ToString()))],
        };
    }
}
