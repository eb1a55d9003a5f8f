using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>Deployments to resource groups and subscriptions: everything that clients do with them.</summary>
internal sealed class DeploymentRoutes(
    CloudContext cloud, DeploymentRecords records, DeploymentRuns runs, DeploymentPreflight preflight,
    DeploymentActions actions, DeploymentStates states, OperationTracker operations, OperationRoutes links,
    LocalCloudServerOptions options) : IArmRoutes
{
    private const string Type = DeploymentResource.TypeName;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var target = request.Target;
        if (target.Type != Type && !target.Type.IsBelow(Type)) return false;
        var id = target.Id is { } given ? cloud.Spell(given) : null;
        if (id?.SubscriptionId is not { } subscription)
        {
            throw new ArmException(404, "InvalidResourceType",
                "The local cloud serves deployments to resource groups and to subscriptions, not to management groups or a "
                    + "tenant.");
        }

        RequestChecks.RequireSubscription(cloud, subscription);
        request = request with { Target = target with { Id = id } };
        RequireRight(request);
        if (id.ResourceGroupName is { } group && cloud.Store.Find(ResourceId.ForGroup(subscription, group).Value) is null)
            throw ArmErrors.GroupNotFound(group);
        await HandleAsync(request);
        return true;
    }

    private Task HandleAsync(ArmRequest request) =>
        (request.Rest.Method, request.Target.Kind, request.Target.Type.LastName) switch
    {
        ("GET", TargetKind.Collection, "deployments") => ListAsync(request),
        ("GET", TargetKind.Resource, "deployments") => request.Rest.AnswerAsync(200, states.Shown(request.Id)),
        ("HEAD", TargetKind.Resource, "deployments") => request.Rest.AnswerAsync(records.Show(request.Id) is null ? 404 : 204),
        ("PUT", TargetKind.Resource, "deployments") => PutAsync(request),
        ("DELETE", TargetKind.Resource, "deployments") => DeleteAsync(request),
        ("POST", TargetKind.Action, "deployments") => actions.HandleAsync(request),
        ("GET", TargetKind.Collection, var name) when Is(name, "operations") =>
            request.Rest.AnswerAsync(200, Page.Of(request.Rest, states.Operations(request.Id), operation => operation)),
        ("GET", TargetKind.Resource, var name) when Is(name, "operations") =>
            request.Rest.AnswerAsync(200, states.Operation(request.Id.Parent!, request.Id.Name)),
        ("GET", TargetKind.Resource, var name) when Is(name, "operationStatuses") => StatusAsync(request),
        ("GET" or "POST", _, _) => throw new ArmException(404, "InvalidResourceType",
            $"The path '{request.Rest.Info.Path}' is nothing of a deployment that the local cloud serves."),
        _ => throw new ArmException(405, "MethodNotAllowed",
            $"{request.Rest.Method} is not allowed on '{request.Rest.Info.Path}'."),
    };

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private void RequireRight(ArmRequest request)
    {
        var type = request.Target.Type == Type ? Type : $"{Type}/{request.Target.Type.LastName}";
        var action = request.Rest.Method switch
        {
            "PUT" or "PATCH" => $"{type}/write",
            "DELETE" => $"{type}/delete",
            "POST" => $"{type}/{request.Target.Action}/action",
            _ => $"{type}/read",
        };
        RequestChecks.RequireRight(cloud.Access, request.Principal, request.Id, action);
    }

    private Task ListAsync(ArmRequest request)
    {
        var all = records.List(new DeploymentScope(request.Id.SubscriptionId!, request.Id.ResourceGroupName));
        if (request.Rest.Query("$filter") is { Length: > 0 } filter)
        {
            var state = DeploymentStates.StateOf(filter);
            all = [.. all.Where(each => Is(each["properties"]!["provisioningState"]!.ToString(), state))];
        }

        return request.Rest.AnswerAsync(200,
            Page.Of(request.Rest, all, each => states.Shown(ResourceId.Parse(each["id"]!.ToString()))));
    }

    private async Task PutAsync(ArmRequest request)
    {
        var rule = cloud.Types.Of(Type).Naming;
        if (!rule.Allows(request.Id.Name)) throw rule.Refusal(request.Id.Name, request.Id.Name);
        var asked = DeploymentRequest.Read(request.Id, await DeploymentBody.ReadAsync(request.Rest));
        if (runs.IsLive(request.Id)) throw DeploymentRuns.Active(request.Id);
        var existing = records.Find(request.Id);
        RefuseOtherLocation(asked, existing);
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: false);
        var plan = preflight.Check(asked, request.Principal);
        await runs.StartAsync(plan,
            new DeploymentCaller(request.Principal, request.Id.Value, DeploymentActions.CorrelationOf(request)));
        request.Rest.Changed = true;
        // As it begins, however far it is by now.
        var shown = states.Shown(request.Id);
        shown["properties"]!["provisioningState"] = "Accepted";
        foreach (var later in (string[])["outputs", "outputResources", "error"]) shown["properties"]!.AsObject().Remove(later);
        request.Rest.Http.Response.Headers["Azure-AsyncOperation"] =
            request.Link($"{request.Id}/operationStatuses/{records.Find(request.Id)?[DeploymentResource.RunMember]?["name"]}");
        WriteRetryAfter(request.Rest);
        await request.Rest.AnswerAsync(existing is null ? 201 : 200, shown);
    }

    private async Task DeleteAsync(ArmRequest request)
    {
        if (runs.IsLive(request.Id)) throw DeploymentRuns.Active(request.Id);
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: true);
        request.Rest.Changed = await records.DeleteAsync(request.Id);
        if (!request.Rest.Changed)
        {
            await request.Rest.AnswerAsync(204);
            return;
        }

        links.WriteLocation(request, operations.Start(request.Rest, request.Id, "Deleting", links.NewName(request.Id)));
        await request.Rest.AnswerAsync(202);
    }

    private Task StatusAsync(ArmRequest request)
    {
        var status = states.Status(request.Id.Parent!, request.Id.Name);
        WriteRetryAfter(request.Rest);
        return request.Rest.AnswerAsync(200, status);
    }

    private static void RefuseOtherLocation(DeploymentRequest asked, JsonObject? existing)
    {
        if (existing?["location"]?.ToString() is not { } old || asked.Location is not { } now
            || Regions.Normalize(old) == Regions.Normalize(now)) return;
        throw new ArmException(409, "InvalidDeploymentLocation",
            $"Invalid deployment location '{now}'. The deployment '{asked.Id.Name}' already exists in location '{old}'.");
    }

    // Some clients wait half a minute where nothing is said.
    private void WriteRetryAfter(RestRequest request) => request.Http.Response.Headers.RetryAfter =
        Math.Ceiling((options.RetryAfter ?? TimeSpan.FromSeconds(1)).TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
