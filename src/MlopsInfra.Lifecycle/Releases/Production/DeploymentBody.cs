using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// The body of a deployment on Kubernetes. The image brings its own server (an environment with <c>inferenceConfig</c>) and the
/// model; the registered model is named for who looks for it in the studio.
/// </summary>
/// <param name="state">What the release knows.</param>
internal sealed class DeploymentBody(ReleaseState state)
{
    private const int Port = 8080;

    // The server's own health route is "/", which Microsoft's examples have, and the schema of inferenceConfig does not let
    // through (a path has a letter or a digit). This one answers 200 as well, and only once the model is loaded.
    private const string Health = "/swagger.json";

    // The image starts as many workers (WORKER_COUNT in its Dockerfile).
    private const int Workers = 2;

    private LifecycleEnvironment Environment => state.Target;

    private bool Collects => state.Options.Collector == CollectorKind.AzureML;

    /// <summary>Path of the environment version in the workspace. It is named by the image's digest, so that it never
    /// changes.</summary>
    public string EnvironmentPath => $"environments/scoring/versions/{state.Image!.Digest["sha256:".Length..][..12]}";

    /// <summary>The environment version.</summary>
    public JsonObject EnvironmentVersion() => new()
    {
        ["properties"] = new JsonObject
        {
            ["image"] = state.ImageName,
            ["osType"] = "Linux",
            ["description"] = $"Scoring image of {state.Model.Reference}, with a server of its own.",
            ["tags"] = new JsonObject { [LifecycleTags.Image] = state.Image!.Reference },
            ["inferenceConfig"] = new JsonObject
            {
                ["livenessRoute"] = Route(Health), ["readinessRoute"] = Route(Health), ["scoringRoute"] = Route("/score"),
            },
        },
    };

    /// <summary>The deployment.</summary>
    /// <param name="location">The endpoint's region.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<JsonObject> DeploymentAsync(string location, CancellationToken cancellationToken)
    {
        ModelVersion model = state.Released ?? state.Model;
        var body = new JsonObject
        {
            ["location"] = location,
            ["sku"] = new JsonObject { ["name"] = "Default", ["capacity"] = 1 },
            ["tags"] = JsonTags.Of(ReleaseTags.Of(state.Release!, model, state.Image!.Reference, state.Options)),
            ["properties"] = new JsonObject
            {
                ["endpointComputeType"] = "Kubernetes",
                ["model"] = $"{Environment.WorkspaceId}/models/{model.Name}/versions/{model.Version}",
                ["environmentId"] = $"{Environment.WorkspaceId}/{EnvironmentPath}",
                ["environmentVariables"] = JsonTags.Of(await VariablesAsync(model, cancellationToken)),
                ["instanceType"] = await InstanceTypeAsync(cancellationToken),
                // The service sends its own requests: the server's telemetry would call every one of them a success.
                ["appInsightsEnabled"] = false,
                ["requestSettings"] = new JsonObject
                {
                    ["requestTimeout"] = "PT5S", ["maxConcurrentRequestsPerInstance"] = Workers,
                },
                ["livenessProbe"] = Probe(10),
                ["readinessProbe"] = Probe(5),
                ["containerResourceRequirements"] = new JsonObject
                {
                    ["containerResourceRequests"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "1Gi" },
                    ["containerResourceLimits"] = new JsonObject { ["cpu"] = "1", ["memory"] = "2Gi" },
                },
                ["scaleSettings"] = new JsonObject { ["scaleType"] = "Default" },
            },
        };
        if (Collects) body["properties"]!["dataCollector"] = new CollectedData(Environment, state.Release!).Body();
        return body;
    }

    private async Task<Dictionary<string, string>> VariablesAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        var client = Environment.Outputs.ScoringIdentityClientId ?? throw new LifecycleException("StackWithoutScoring",
            $"The outputs of {Environment.Name} name no identity for production scoring (scoringIdentityClientId).");
        var variables = ServiceVariables.Of(state.Release!, model.Reference, state.Image!.Reference);
        variables["AZURE_CLIENT_ID"] = client;
        // One of the two collects: else who reads would count each request twice.
        if (!Collects)
        {
            variables["SCORING_INPUTS_URL"] =
                await ContainerAsync(Environment.Outputs.Datastores.ScoringInputs, cancellationToken);
            variables["PREDICTIONS_URL"] = await ContainerAsync(Environment.Outputs.Datastores.Predictions, cancellationToken);
        }

        variables["APPLICATIONINSIGHTS_CONNECTION_STRING"] = await TelemetryConnection.FindAsync(Environment, cancellationToken);
        variables["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = $"Authorization=AAD;ClientId={client}";
        return variables;
    }

    // The address is Azure's own, whoever reads it here: the service stands elsewhere.
    private async Task<string> ContainerAsync(string datastore, CancellationToken cancellationToken)
    {
        var shown = await Environment.Arm.FindAsync(Environment.InWorkspace($"datastores/{datastore}"), cancellationToken);
        var container = (string?)shown?["properties"]?["containerName"] ?? throw new LifecycleException("DatastoreNotFound",
            $"The workspace of {Environment.Name} has no datastore '{datastore}' for what the service logs.");
        return $"{Environment.Outputs.BlobEndpoint.AbsoluteUri}{container}";
    }

    private async Task<string> InstanceTypeAsync(CancellationToken cancellationToken)
    {
        const string usual = "defaultinstancetype";
        if (Environment.Outputs.ScoringComputeName is not { } name) return usual;
        var shown = await Environment.Arm.FindAsync(Environment.InWorkspace($"computes/{name}"), cancellationToken);
        return (string?)shown?["properties"]?["properties"]?["defaultInstanceType"] ?? usual;
    }

    private static JsonObject Route(string path) => new() { ["path"] = path, ["port"] = Port };

    private static JsonObject Probe(int initialSeconds) => new()
    {
        ["initialDelay"] = $"PT{initialSeconds}S", ["period"] = $"PT{initialSeconds}S", ["timeout"] = "PT5S",
        ["successThreshold"] = 1, ["failureThreshold"] = 30,
    };
}
