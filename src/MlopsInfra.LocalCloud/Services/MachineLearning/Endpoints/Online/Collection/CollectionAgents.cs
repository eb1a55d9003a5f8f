using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;

/// <summary>Puts an agent of the data collector beside deployments that ask for one.</summary>
internal sealed class CollectionAgents(CollectedBlobs blobs, WorkloadIdentities identities, TimeProvider time)
{
    /// <summary>Starts the agent of a deployment, if its <c>dataCollector</c> has a collection that is enabled.</summary>
    /// <param name="server">The deployment's process, which is not started yet.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The process as it is to be started: with the agent, and the variables that lead to it.</returns>
    /// <exception cref="WorkloadException">A collection goes to a place that does not exist.</exception>
    public async Task<ModelServer> AttachAsync(ModelServer server, CancellationToken cancellationToken)
    {
        if (DataCollection.Read(server.Plan) is not { } collection) return server;
        string[] writers = [.. identities.Of(server.Plan.Endpoint.Value).Select(identity => identity.PrincipalId)];
        var agent = await CollectionAgent.StartAsync(collection, blobs, server.Plan, writers, server.Log, time,
            cancellationToken);
        var environment = new Dictionary<string, string>(server.Environment);
        foreach (var (name, value) in collection.Variables(agent.Port)) environment[name] = value;
        return server with { Environment = environment, Agent = agent };
    }
}
