using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// What Azure Machine Learning's data collector is told of a deployment. Each collection is a data asset below the datastore that
/// the service's own log goes to as well, so that the same readers, rights and times of keeping hold for both.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="deployment">The deployment.</param>
internal sealed class CollectedData(LifecycleEnvironment environment, string deployment)
{
    private const string Version = "1";

    private string Endpoint => environment.Outputs.OnlineEndpointName!;

    private IEnumerable<(string Collection, string Datastore)> Collections =>
    [
        ("model_inputs", environment.Outputs.Datastores.ScoringInputs),
        ("model_outputs", environment.Outputs.Datastores.Predictions),
    ];

    /// <summary>Registers the data assets, where they are not there yet.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        foreach (var (collection, datastore) in Collections)
        {
            var version = environment.InWorkspace(PathOf(collection));
            if (await environment.Arm.FindAsync(version, cancellationToken) is not null) continue;
            await environment.Arm.SendAsync(RequestMethod.Put, version, new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["dataType"] = "uri_folder",
                    ["dataUri"] = $"azureml://datastores/{datastore}/paths/modelDataCollector/{Endpoint}/{deployment}/"
                        + collection,
                    ["description"] = $"What the data collector of {Endpoint}/{deployment} keeps.",
                    ["tags"] = new JsonObject { [LifecycleTags.Release] = deployment },
                },
            }, cancellationToken);
        }
    }

    /// <summary>The member <c>dataCollector</c> of the deployment.</summary>
    public JsonObject Body()
    {
        var collections = new JsonObject();
        foreach (var (collection, _) in Collections)
            collections[collection] = new JsonObject
            {
                ["dataCollectionMode"] = "Enabled",
                ["dataId"] = $"{environment.WorkspaceId}/{PathOf(collection)}",
                ["samplingRate"] = 1,
            };
        return new JsonObject { ["collections"] = collections, ["rollingRate"] = "Hour" };
    }

    private string PathOf(string collection) => $"data/{Endpoint}-{deployment}-{collection}/versions/{Version}";
}
