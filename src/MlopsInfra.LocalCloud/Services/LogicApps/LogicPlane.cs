using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>
/// The host of Logic Apps' request triggers: who has the signed address starts a run, and gets what the workflow answers.
/// </summary>
internal sealed class LogicPlane(CloudContext cloud, ServerCalls calls, WorkflowRuns runs, WorkflowRunLog log,
    BackgroundWork work, PlaySpeed speed)
    : IDataPlane
{
    /// <summary>Answers a request to a Logic Apps host; false if it is to none.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var isLogic = request.Info.Host.EndsWith(AzureHosts.LogicSuffix, StringComparison.OrdinalIgnoreCase);
        if (!isLogic
            && !(AzureHosts.IsLoopback(request.Info.Host)
                && request.Info.Path.StartsWith("/workflows/", StringComparison.OrdinalIgnoreCase))) return false;
        var url = new Uri(request.Absolute(request.Info.Path + request.Info.Query));
        var (workflow, trigger) = LogicUrls.Find(cloud, url)
            ?? throw new ArmException(404, "WorkflowNotFound",
                $"There is no workflow with a request trigger at '{url.GetLeftPart(UriPartial.Path)}'.");
        if (!LogicUrls.IsSigned(workflow, trigger, url))
            throw new ArmException(401, "AuthorizationFailed",
                "The authentication credentials are not valid: the signature in the address is not that of the trigger.");
        if (workflow.Body.Text("properties.state") is "Disabled")
            throw new ArmException(404, "WorkflowTriggerIsNotEnabled",
                $"Could not execute workflow '{workflow.Name}' trigger '{trigger}' with state 'Disabled'.");
        RequireMethod(workflow, trigger, request.Method);
        await RunAsync(request, workflow, trigger);
        return true;
    }

    private async Task RunAsync(RestRequest request, StoredResource workflow, string trigger)
    {
        var outputs = new JsonObject
        {
            ["headers"] = new JsonObject(request.Http.Request.Headers.Select(header =>
                KeyValuePair.Create<string, JsonNode?>(header.Key, header.Value.ToString()))),
            ["queries"] = new JsonObject(request.Http.Request.Query.Select(query =>
                KeyValuePair.Create<string, JsonNode?>(query.Key, query.Value.ToString()))),
            ["body"] = await request.ReadJsonAsync(),
        };
        var run =
            new WorkflowRun(WorkflowSource.Of(workflow), trigger, outputs, new WorkflowCalls(calls, cloud, workflow.Key), speed);
        runs.Add(run);
        work.Run(async cancellationToken =>
        {
            await run.ExecuteAsync(cancellationToken);
            log.Write(run);
        });
        var answer = await run.Response;
        WriteHeaders(request, answer);
        request.Http.Response.Headers["x-ms-workflow-name"] = HeaderText.Of(workflow.Name);
        request.Http.Response.Headers["x-ms-workflow-run-id"] = run.Name;
        await request.AnswerAsync(answer.Status, answer.Body);
    }

    // Names and values are what the workflow makes of what it was sent.
    private static void WriteHeaders(RestRequest request, WorkflowResponse answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                || !HeaderText.IsValid(value))
                throw new ArmException(502, "NoResponse",
                    $"The server did not receive a response from an upstream server: '{name}' can't be a header of it.");
            request.Http.Response.Headers[name] = value;
        }
    }

    private static void RequireMethod(StoredResource workflow, string trigger, string method)
    {
        var expected = workflow.Body.Text($"properties.definition.triggers.{trigger}.inputs.method") ?? "POST";
        if (!expected.Equals(method, StringComparison.OrdinalIgnoreCase))
            throw new ArmException(404, "TriggerRequestMethodNotValid",
                $"The HTTP method for the request trigger is not valid. Expected method is '{expected}' and actual is "
                    + $"'{method}'.");
    }
}
