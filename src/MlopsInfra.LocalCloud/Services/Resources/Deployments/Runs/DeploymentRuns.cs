using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>The deployments that go on.</summary>
internal sealed class DeploymentRuns(
    CloudContext cloud, ResourceCalls calls, DeploymentRecords records, BackgroundWork work)
{
    private readonly ConcurrentDictionary<ResourceId, CancellationTokenSource> _live = new();

    /// <summary>Whether one goes on.</summary>
    public bool IsLive(ResourceId id) => _live.ContainsKey(id);

    /// <summary>Begins one, which goes on by itself.</summary>
    /// <param name="plan">What is deployed.</param>
    /// <param name="caller">Who deploys.</param>
    /// <exception cref="ArmException">One of its name goes on.</exception>
    public async Task StartAsync(TemplatePlan plan, DeploymentCaller caller)
    {
        var request = plan.Context.Request;
        var record = Record(plan, caller);
        var cancellation = new CancellationTokenSource();
        if (!_live.TryAdd(request.Id, cancellation)) throw Active(request.Id);
        try
        {
            await records.SaveAsync(request.Id, record);
            await records.TrimAsync(request.Scope);
        }
        catch
        {
            _live.TryRemove(request.Id, out _);
            throw;
        }

        work.Run(async stop =>
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation.Token);
            try
            {
                await new DeploymentRun(plan, caller, record, cloud, calls, records).RunAsync(both.Token);
            }
            finally
            {
                _live.TryRemove(request.Id, out _);
            }
        });
    }

    /// <summary>Ends one before it is done; false if it does not go on.</summary>
    public bool Cancel(ResourceId id)
    {
        if (!_live.TryGetValue(id, out var cancellation)) return false;
        cancellation.Cancel();
        return true;
    }

    /// <summary>The refusal of changing one that goes on.</summary>
    public static ArmException Active(ResourceId id) => new(409, "DeploymentActive",
        $"Unable to edit or replace deployment '{id.Name}': previous deployment is still active. Please see "
            + "https://aka.ms/arm-deploy for usage details.", id.Value);

    private JsonObject Record(TemplatePlan plan, DeploymentCaller caller)
    {
        var request = plan.Context.Request;
        var record = new JsonObject
        {
            ["properties"] = DeploymentProperties.Of(plan, "Accepted", caller.CorrelationId, cloud.Now),
            [DeploymentResource.RunMember] = new JsonObject
            {
                ["template"] = request.Template.DeepClone(),
                ["operations"] = new JsonArray(),
                ["name"] = Guid.NewGuid().ToString("N"),
            },
        };
        if (request.Location is { } location) record["location"] = location;
        if (request.Tags is { } tags) record["tags"] = tags.DeepClone();
        return record;
    }
}
