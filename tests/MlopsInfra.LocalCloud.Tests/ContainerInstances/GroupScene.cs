using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.ContainerRegistry;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>A cloud that executes, with a registry, an identity that may pull from it, and container groups.</summary>
internal sealed class GroupScene : IAsyncDisposable
{
    public const string Group = $"{RestCloud.Group}/providers/Microsoft.ContainerInstance/containerGroups/ci-scoring";

    public const string Identity = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-scoring";
    private const string Version = "?api-version=2025-09-01";

    private readonly HttpClient _plain = new();

    private GroupScene(RestCloud rest) => Rest = rest;

    public RestCloud Rest { get; }

    /// <summary>Starts one; skips the test where there is no Python.</summary>
    public static async Task<GroupScene> StartOrSkipAsync(WorkloadExecutor executor = WorkloadExecutor.Process,
        Uri? docker = null)
    {
        Assert.SkipWhen(await new PythonInstallations().BestAsync([]) is null, PythonInstallations.Missing);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Workloads are executed on Linux and macOS.");
        var rest = await BuildContextFiles.StartAsync(executor, docker);
        await rest.SeedAsync(Identity, """{"location":"westeurope"}""");
        await rest.GrantAsync(RestCloud.Registry, rest.PrincipalOf(Identity), Role.AcrPull);
        return new GroupScene(rest);
    }

    /// <summary>Builds the scoring image: two files, on an image that is elsewhere.</summary>
    public async Task BuildAsync(string name = "scoring:1", string more = "")
    {
        var server = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "ContainerInstances", "scoring_server.py"));
        var run = await BuildContextFiles.BuildAsync(Rest, name, ("Dockerfile", $"""
            FROM python:3.11-slim
            ENV MODEL_FILE=/opt/model/model.json FROM_IMAGE=yes
            WORKDIR /app
            COPY score.py .
            COPY model.json /opt/model/
            EXPOSE 5001
            CMD ["python", "/app/score.py", "0.0.0.0:5001"]
            {more}
            """), ("score.py", server), ("model.json", """{"factor": 3}"""));
        Assert.True((string?)run["status"] == "Succeeded", run.ToJsonString());
    }

    /// <summary>The body of a group.</summary>
    public static JsonObject Body(string image = "crmlops.azurecr.io/scoring:1", string policy = "Always",
        string container = "{}")
    {
        var properties = JsonNode.Parse(container)!.AsObject();
        properties["image"] = image;
        properties["ports"] ??= JsonNode.Parse("""[{"port":5001}]""");
        properties["resources"] = JsonNode.Parse("""{"requests":{"cpu":1,"memoryInGB":1}}""");
        return JsonNode.Parse($$$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{Identity}}}":{} } },
             "properties":{"osType":"Linux","restartPolicy":"{{{policy}}}","containers":[{"name":"scoring","properties":{{{properties.ToJsonString()}}} }],
              "imageRegistryCredentials":[{"server":"crmlops.azurecr.io","identity":"{{{Identity}}}"}],
              "ipAddress":{"type":"Public","dnsNameLabel":"scoring-data","ports":[{"port":5001}]} } }
            """)!.AsObject();
    }

    /// <summary>Puts a group over REST.</summary>
    public async Task PutAsync(JsonObject body, int status = 201, string id = Group)
    {
        var answer = await Rest.SendAsync(HttpMethod.Put, id + Version, body);
        Assert.True(answer.Status == status, answer.Body?.ToJsonString());
    }

    /// <summary>What REST shows of a group now.</summary>
    public async Task<JsonObject> GetAsync(string id = Group) =>
        (await Rest.SendAsync(HttpMethod.Get, id + Version)).Body!.AsObject();

    /// <summary>What REST shows of a group once a condition holds.</summary>
    public Task<JsonObject> UntilAsync(Func<GroupView, bool> condition, string id = Group) => Eventually.FindAsync(async () =>
        await GetAsync(id) is var shown && condition(new GroupView(shown)) ? shown : null);

    /// <summary>An action on the group.</summary>
    public async Task<int> PostAsync(string action) =>
        (await Rest.SendAsync(HttpMethod.Post, $"{Group}/{action}{Version}")).Status;

    /// <summary>The log of its container.</summary>
    public async Task<string> LogAsync(string query = "") =>
        (string)(await Rest.SendAsync(HttpMethod.Get, $"{Group}/containers/scoring/logs{Version}{query}")).Body!["content"]!;

    /// <summary>Asks the group once it answers.</summary>
    public Task<JsonNode> AskAsync(JsonObject shown, string path) =>
        Eventually.FindAsync(() => AskOnceAsync(Address(shown) + path));

    /// <summary>Asks a port of this machine; null where it does not answer.</summary>
    public Task<JsonNode?> AskPortAsync(int port, string path) => AskOnceAsync($"http://127.0.0.1:{port}{path}");

    /// <summary>Scores.</summary>
    public async Task<string> ScoreAsync(JsonObject shown, string values)
    {
        using var content = new StringContent(values);
        return await (await _plain.PostAsync(Address(shown) + "/score", content)).Content.ReadAsStringAsync();
    }

    /// <summary>Whether anybody listens at the group's address.</summary>
    public async Task<bool> AnswersAsync(JsonObject shown)
    {
        try
        {
            await _plain.GetAsync(Address(shown) + "/");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _plain.Dispose();
        return Rest.DisposeAsync();
    }

    private async Task<JsonNode?> AskOnceAsync(string address)
    {
        try
        {
            return await _plain.GetFromJsonAsync<JsonNode>(address);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Address(JsonObject shown)
    {
        var address = shown["properties"]!["ipAddress"]!;
        return $"http://{address["ip"]}:{address["ports"]![0]!["port"]}";
    }
}
