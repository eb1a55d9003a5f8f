using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>Where the outputs of runs are: the data and the model service, asked by the ids that run history gives.</summary>
internal sealed class OutputRoutes(IResourceManager resources, JobRuns jobs) : IHistoryRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string service, string[] path) => (method, service, path) switch
    {
        ("POST", "data", ["dataversion", "batchGetResolvedUris"]) => Read("uri"),
        ("POST", "modelregistry", ["models", "batchGetResolvedUris"]) => Read("path"),
        _ => null,
    };

    private TrackingRoute Read(string member) => new(TrackingActions.ReadJobs,
        call => Task.FromResult<JsonObject?>(Resolve(call, member)));

    private JsonObject Resolve(TrackingCall call, string member)
    {
        var values = new JsonObject();
        foreach (var id in call.Texts("values"))
        {
            if (OutputAssets.Parse(id) is not var (run, output))
                throw TrackingException.Missing($"The asset '{id}' is not the output of a run.");
            var job = call.Workspace.Id.Child(JobResource.Collection, run);
            var stored = resources.Find(job) ?? throw TrackingException.Missing($"Run {run} was not found.");
            values[id] = new JsonObject
            {
                [member] = OutputAssets.PathOf(call, run, output, stored, jobs.Find(job)),
                ["type"] = OutputAssets.TypeOf(stored, output),
            };
        }

        return new JsonObject { ["values"] = values };
    }
}
