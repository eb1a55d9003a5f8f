using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Tests.Runs;
using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Lifecycle.Tests.Tracing;

/// <summary>A model that was trained in dev, and went over qa to prod.</summary>
internal sealed class TraceScene : IAsyncDisposable
{
    public const string Image = "scoring@sha256:9c1e4f20";

    private TraceScene(TrainingScene cloud, LifecycleEnvironment dev, LifecycleEnvironment qa, LifecycleEnvironment prod)
    {
        (Cloud, Dev, Qa, Prod) = (cloud, dev, qa, prod);
    }

    public TrainingScene Cloud { get; }

    public LifecycleEnvironment Dev { get; }

    public LifecycleEnvironment Qa { get; }

    public LifecycleEnvironment Prod { get; }

    public static async Task<TraceScene> StartAsync()
    {
        var cloud = await TrainingScene.StartAsync();
        var dev = await cloud.AddStackAsync("dev");
        var qa = await cloud.AddStackAsync("qa", outputs => outputs with { QaGroupName = "ci-qa" });
        var prod = await cloud.AddStackAsync("prod", outputs => outputs with { OnlineEndpointName = "oep-prod" });
        var scene = new TraceScene(cloud, dev, qa, prod);
        await scene.JobAsync("train-1", ("mlops.commit", "93a380f"), ("mlops.branch", "main"),
            ("mlops.repository", "https://github.example/contoso/pumps"), ("dataVersion", "0x8D1"),
            ("dataPath", "training-data/may.csv"), ("mlops.actor", "ada"));
        await scene.ModelAsync(dev, "3", ("mlops.job", "train-1"));
        await scene.ModelAsync(qa, "3", ("mlops.job", "train-1"), ("mlops.from", Id(dev, "3")));
        await scene.ModelAsync(prod, "3", ("mlops.job", "train-1"), ("mlops.from", Id(qa, "3")),
            ("mlops.tested", "sha256:9c1e4f20"));
        return scene;
    }

    /// <summary>A job of dev.</summary>
    public Task JobAsync(string name, params (string Name, string Value)[] tags) => Cloud.PutAsync(
        $"{Dev.WorkspaceId}/jobs/{name}", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["jobType"] = "Pipeline", ["status"] = "Completed", ["tags"] = Json(tags),
                ["componentId"] = $"{Dev.WorkspaceId}/components/pipeline/versions/5d0c",
            },
        });

    /// <summary>A version of the model <c>pumps</c>.</summary>
    public Task ModelAsync(LifecycleEnvironment environment, string version, params (string Name, string Value)[] tags) =>
        new ModelRegistry(environment).WriteAsync(new ModelVersion("pumps", version, "")
        {
            Type = "custom_model", Uri = "azureml://datastores/workspaceblobstore/paths/models/x",
            Tags = tags.Append(("mlops.image", Image)).Append(("mlops.dataVersion", "0x8D1"))
                .ToDictionary(tag => tag.Item1, tag => tag.Item2),
        }, TestContext.Current.CancellationToken);

    /// <summary>An endpoint in prod with deployments and their traffic.</summary>
    public async Task EndpointAsync(params (string Release, int Traffic, string Model)[] deployments)
    {
        var endpoint = $"{Prod.WorkspaceId}/onlineEndpoints/oep-prod";
        await Cloud.PutAsync(endpoint, Endpoint([]));
        foreach (var (release, _, model) in deployments)
        {
            await Cloud.PutAsync($"{endpoint}/deployments/{release}", new JsonObject
            {
                ["location"] = "westeurope",
                ["tags"] = Json([("mlops.release", release), ("mlops.model", model), ("mlops.image", Image),
                    ("mlops.at", "2026-11-29T20:00:00Z"), ("mlops.by", "ada")]),
                ["properties"] = new JsonObject { ["endpointComputeType"] = "Managed" },
            });
        }

        await Cloud.PutAsync(endpoint, Endpoint([.. deployments.Select(each => (each.Release, each.Traffic))]));
    }

    /// <summary>The container group of qa.</summary>
    public Task GroupAsync(string image, params (string Name, string Value)[] tags) => Cloud.PutAsync(
        $"{Qa.ResourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/ci-qa", new JsonObject
        {
            ["location"] = "westeurope",
            ["tags"] = Json(tags),
            ["properties"] = new JsonObject
            {
                ["osType"] = "Linux",
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "scoring",
                    ["properties"] = new JsonObject
                    {
                        ["image"] = image,
                        ["resources"] = new JsonObject
                        {
                            ["requests"] = new JsonObject { ["cpu"] = 1, ["memoryInGB"] = 1 },
                        },
                    },
                }),
            },
        });

    public Task<IReadOnlyList<TraceChain>> TraceAsync(LifecycleEnvironment environment, TraceSubject? subject = null) =>
        new Tracer(environment).TraceAsync(subject ?? new TraceSubject(), TestContext.Current.CancellationToken);

    public static string Id(LifecycleEnvironment environment, string version) =>
        $"{environment.WorkspaceId}/models/pumps/versions/{version}";

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    private static JsonObject Endpoint((string Name, int Share)[] traffic) => new()
    {
        ["location"] = "westeurope",
        ["tags"] = Json([("mlops.state", "r1 complete"), ("mlops.previous", "r0")]),
        ["properties"] = new JsonObject
        {
            ["authMode"] = "AMLToken",
            ["traffic"] = new JsonObject(traffic.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Name, each.Share))),
        },
    };

    private static JsonObject Json((string Name, string Value)[] tags) =>
        new(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Name, tag.Value)));
}
