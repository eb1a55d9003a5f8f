using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>
/// What a workflow has in Azure Resource Manager besides itself: the addresses of its triggers, its runs and their actions.
/// </summary>
internal sealed class WorkflowRoutes(IResourceManager resources, IAccessControl access, WorkflowRuns runs)
    : IArmRoutes
{
    private const string Triggers = WorkflowResource.TypeName + "/triggers";
    private const string Runs = WorkflowResource.TypeName + "/runs";
    private const string Actions = Runs + "/actions";

    private static readonly FilterVocabulary<JsonObject> Filters = new FilterVocabulary<JsonObject>()
        .With("status", run => run.Text("properties.status"))
        .With("startTime", new FilterField<JsonObject>(run => run.Text("properties.startTime"))
        {
            Operators = ["gt", "ge", "lt", "le"], IsTime = true,
        });

    /// <summary>Answers a request about triggers or runs; false if it is about something else.</summary>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var (type, target) = (request.Target.Type, request.Target);
        if (target.Id is not { } id) return false;
        if (request.Rest.Method == "POST" && type == Triggers)
        {
            var workflow = RequireRight(request, id, $"{Triggers}/{target.Action}/action");
            var answer = await resources.PostAsync(workflow, $"triggers/{id.Name}/{target.Action}", null, new ArmRequestOptions(),
                request.Rest.Http.RequestAborted);
            await request.Rest.AnswerAsync(200, LoopbackAddresses.Show(request.Rest.Http.Request, answer));
            return true;
        }

        if (request.Rest.Method != "GET" || !(type == Runs || type == Actions)) return false;
        await request.Rest.AnswerAsync(200, Answer(request, id, type, RequireRight(request, id, $"{type}/read")));
        return true;
    }

    private ResourceId RequireRight(ArmRequest request, ResourceId id, string action)
    {
        var workflow = Above(id, WorkflowResource.TypeName);
        if (resources.Find(workflow) is null) throw ArmErrors.ResourceNotFound(workflow);
        RequestChecks.RequireRight(access, request.Principal, workflow, action);
        return workflow;
    }

    private JsonObject Answer(ArmRequest request, ResourceId id, ResourceType type, ResourceId workflow)
    {
        var isList = request.Target.Kind == TargetKind.Collection;
        if (type == Runs)
            return isList
                ? Page.Of(request.Rest,
                    [.. runs.Of(workflow.Value).Select(Show).Where(ListQuery.Compile(request.Rest, Filters))], run => run)
                : Show(Require(workflow, id.Name));
        var run = Require(workflow, Above(id, Runs).Name);
        if (isList)
            return Page.Of(request.Rest, [.. run.Outcomes.Select(action => Show(run, action.Key, action.Value))],
                action => action);
        return run.Outcome(id.Name) is { } outcome
            ? Show(run, id.Name, outcome)
            : throw new ArmException(404, "WorkflowRunActionNotFound", $"The run '{run.Name}' has no action '{id.Name}'.");
    }

    private WorkflowRun Require(ResourceId workflow, string name) =>
        runs.Of(workflow.Value).FirstOrDefault(run => run.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArmException(404, "WorkflowRunNotFound", $"The workflow '{workflow.Name}' has no run '{name}'.");

    private static ResourceId Above(ResourceId id, ResourceType type)
    {
        var at = id;
        while (at.Type != type) at = at.Parent ?? throw new InvalidOperationException($"'{id}' is not below a '{type}'.");
        return at;
    }

    private static JsonObject Show(WorkflowRun run) => new()
    {
        ["id"] = $"{run.Source.Id}/runs/{run.Name}",
        ["name"] = run.Name,
        ["type"] = Runs,
        ["properties"] = new JsonObject
        {
            ["status"] = run.Status,
            ["startTime"] = run.StartedAt.ToString("o"),
            ["endTime"] = run.EndedAt?.ToString("o"),
            ["error"] = run.Error is { } error ? new JsonObject { ["code"] = error.Code, ["message"] = error.Message } : null,
            ["trigger"] = new JsonObject { ["name"] = run.Trigger, ["status"] = "Succeeded" },
        },
    };

    // Inputs and outputs are behind links in Azure; here the outputs of an action that failed are in its error.
    private static JsonObject Show(WorkflowRun run, string name, ActionOutcome outcome) => new()
    {
        ["id"] = $"{run.Source.Id}/runs/{run.Name}/actions/{name}",
        ["name"] = name,
        ["type"] = Actions,
        ["properties"] = new JsonObject
        {
            ["status"] = outcome.Status,
            ["code"] = outcome.Code
                ?? (outcome.Outputs is JsonObject outputs && outputs["statusCode"] is { } status ? Values.Text(status) : "OK"),
            ["error"] = outcome.Message is { } message ? new JsonObject { ["code"] = outcome.Code, ["message"] = message } : null,
        },
    };
}
