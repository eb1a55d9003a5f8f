using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>The scoring image behind an online endpoint on Kubernetes, as releases put it there.</summary>
internal static class ScoringDeployment
{
    public const string Url = "https://ep-pump.westeurope.inference.ml.azure.com/score";
    private const string Endpoint = $"{RestCloud.Workspace}/onlineEndpoints/ep-pump";
    private const string Version = $"?api-version={RestCloud.Version}";

    /// <summary>A token of the endpoint.</summary>
    public static async Task<string> TokenAsync(ScoringScene scene) =>
        (string)(await scene.Rest.SendAsync(HttpMethod.Post, $"{Endpoint}/token{Version}")).Body!["accessToken"]!;

    /// <summary>Tests the deployment from a group that runs once.</summary>
    public static Task<(int? ExitCode, string Log)> SmokeAsync(ScoringScene scene, string name, string token,
        string? subnet = null) => scene.RunGroupAsync(name, new()
        {
            ["SMOKE_URL"] = Url, ["SMOKE_TOKEN"] = token, ["SMOKE_DEPLOYMENT"] = ScoringScene.Release,
        }, ["python", "-m", "inside", "smoke"], subnet);

    /// <summary>Makes the endpoint and its deployment.</summary>
    /// <param name="scene">Has the image.</param>
    /// <param name="isPrivate">Whether the endpoint answers in networks only.</param>
    /// <param name="collector">Its <c>dataCollector</c>, in place of the service's own log; null for none.</param>
    public static async Task DeployAsync(ScoringScene scene, bool isPrivate = false, JsonObject? collector = null)
    {
        const string compute = $"{RestCloud.Workspace}/computes/aks";
        var identity = new JsonObject
        {
            ["type"] = "UserAssigned",
            ["userAssignedIdentities"] = new JsonObject { [ScoringScene.Identity] = new JsonObject() },
        };
        foreach (var (id, properties) in (IEnumerable<(string, string)>)[(compute, """{"computeType":"Kubernetes"}"""),
            (Endpoint, $$"""
                {"authMode":"AMLToken","compute":"{{compute}}","publicNetworkAccess":"{{(isPrivate ? "Disabled" : "Enabled")}}"}
                """)])
            await scene.Rest.Cloud.Resources.PutAsync(ResourceId.Parse(id), new JsonObject
            {
                ["location"] = "westeurope", ["identity"] = identity.DeepClone(), ["properties"] = JsonNode.Parse(properties),
            }, new ArmRequestOptions(AsService: true), CancellationToken.None);
        await PutAsync(scene, $"{RestCloud.Workspace}/environments/scoring/versions/1", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["image"] = scene.Image, ["osType"] = "Linux",
                ["inferenceConfig"] = JsonNode.Parse("""
                    {"livenessRoute":{"path":"/","port":8080},"readinessRoute":{"path":"/","port":8080},
                     "scoringRoute":{"path":"/score","port":8080}}
                    """),
            },
        });
        var variables = new JsonObject([.. scene.Variables()
            .Where(each => collector is null || each.Key is not ("SCORING_INPUTS_URL" or "PREDICTIONS_URL"))
            .Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))]);
        await PutAsync(scene, $"{Endpoint}/deployments/{ScoringScene.Release}", new JsonObject
        {
            ["location"] = "westeurope", ["sku"] = JsonNode.Parse("""{"name":"Default","capacity":1}"""),
            ["properties"] = new JsonObject
            {
                ["endpointComputeType"] = "Kubernetes",
                ["environmentId"] = $"{RestCloud.Workspace}/environments/scoring/versions/1",
                ["environmentVariables"] = variables,
                ["instanceType"] = "defaultinstancetype",
                ["dataCollector"] = collector,
                ["requestSettings"] = JsonNode.Parse("""{"requestTimeout":"PT5S","maxConcurrentRequestsPerInstance":2}"""),
                ["scaleSettings"] = JsonNode.Parse("""{"scaleType":"Default"}"""),
            },
        });
        await Eventually.FindAsync(async () => (string?)(await scene.Rest.PropertiesAsync(
            $"{Endpoint}/deployments/{ScoringScene.Release}"))["provisioningState"] is "Succeeded" or "Failed" ? "" : null);
    }

    /// <summary>
    /// Registers a data asset, and the datastore <c>collected</c>, which is the container of the log of requests.
    /// </summary>
    /// <param name="scene">Has the container.</param>
    /// <param name="name">The asset.</param>
    /// <param name="uri">Where it lies.</param>
    public static async Task PutDataAsync(ScoringScene scene, string name, string uri)
    {
        await PutAsync(scene, $"{RestCloud.Workspace}/datastores/collected", JsonNode.Parse("""
            {"properties":{"datastoreType":"AzureBlob","accountName":"stmlops","containerName":"scoring-inputs",
             "credentials":{"credentialsType":"None"}}}
            """)!.AsObject());
        await PutAsync(scene, $"{RestCloud.Workspace}/data/{name}/versions/1", new JsonObject
        {
            ["properties"] = new JsonObject { ["dataType"] = "uri_folder", ["dataUri"] = uri },
        });
    }

    private static async Task PutAsync(ScoringScene scene, string id, JsonObject body)
    {
        var answer = await scene.Rest.SendAsync(HttpMethod.Put, id + Version, body);
        Assert.True(answer.Status is 200 or 201, answer.Body?.ToJsonString());
    }
}
