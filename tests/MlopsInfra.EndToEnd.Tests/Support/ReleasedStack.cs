using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>
/// A small stack whose container group releases write, and the requests that a release sends, as its own identity.
/// </summary>
internal sealed class ReleasedStack : IDisposable
{
    private const string Groups = "?api-version=2025-09-01";

    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    /// <summary>Name of the stack.</summary>
    public const string Name = "tryout";

    /// <summary>Its configuration.</summary>
    public const string Configuration = """
        config:
          mlops-infra:workload: mlops
          mlops-infra:location: westeurope
          mlops-infra:environment: tryout
          mlops-infra:monitoring:
            disableLocalAuth: false
          mlops-infra:deployment:
            enabled: true
            gitHubOwner: contoso
            gitHubRepository: pumps
          mlops-infra:qaScoring:
            enabled: true
        """;

    /// <summary>The outputs of the last <c>up</c>.</summary>
    public JsonElement Outputs { get; private set; }

    /// <summary>Deploys the stack with a configuration, and says what happened.</summary>
    public async Task<JsonElement> UpAsync(string configuration = Configuration)
    {
        _project.WriteStack(Name, configuration);
        var up = await RunAsync("up", "--no-publish");
        Outputs = up.GetProperty("outputs");
        return up;
    }

    /// <summary>Runs another command of <c>mlops local</c> on it.</summary>
    public async Task<JsonElement> RunAsync(string operation, params string[] options) =>
        (await _mlops.LocalAsync([operation, Name, .. options, "--project", _project.Directory, "--json"])).ExitsWith(0).Json();

    /// <summary>Changes the configuration without deploying it.</summary>
    public void Configure(string configuration) => _project.WriteStack(Name, configuration);

    /// <summary>Serves the stack's cloud.</summary>
    public Task<ServedCloud> ServeAsync() => ServedCloud.StartAsync(_mlops, Name, _project.Directory);

    /// <summary>The release identity, as a job of the environment signs in.</summary>
    public TokenCredential Releases(ServedCloud served) =>
        served.GitHubJob(Output("tenantId"), Output("releaseIdentityClientId"), $"repo:contoso/pumps:environment:{Name}");

    /// <summary>An output, as text.</summary>
    public string Output(string name) => Outputs.GetProperty(name).GetString()!;

    /// <summary>ARM id of something in the stack's resource group.</summary>
    public string Id(string typeAndName) =>
        $"/subscriptions/{Output("subscriptionId")}/resourceGroups/{Output("resourceGroupName")}/providers/{typeAndName}";

    /// <summary>The container group, as the release identity sees it.</summary>
    public async Task<JsonObject> GroupAsync(ServedCloud served) =>
        (await served.GetAsync(Releases(served), GroupId + Groups)).AsObject();

    /// <summary>Puts an image into the container group, in the way of a release.</summary>
    public async Task ReleaseAsync(ServedCloud served, string image)
    {
        var (release, group) = (Releases(served), await GroupAsync(served));
        foreach (var readOnly in (string[])["id", "name", "type", "systemData"]) group.Remove(readOnly);
        foreach (var readOnly in (string[])["provisioningState", "instanceView", "isCreatedFromStandbyPool"])
            group["properties"]!.AsObject().Remove(readOnly);
        group["tags"]!["mlops.release"] = "r0123456789";
        var container = group["properties"]!["containers"]![0]!["properties"]!.AsObject();
        container.Remove("instanceView");
        container["image"] = image;
        var variables = container["environmentVariables"]!.AsArray();
        // What Azure does not show has to be said again: the connection string, and the key of the logs.
        var component = await served.GetAsync(release, Output("applicationInsightsId") + "?api-version=2020-02-02");
        variables.Single(variable => (string?)variable!["name"] == "APPLICATIONINSIGHTS_CONNECTION_STRING")!["secureValue"] =
            (string)component["properties"]!["ConnectionString"]!;
        variables.Add(new JsonObject { ["name"] = "MLOPS_RELEASE", ["value"] = "r0123456789" });
        var keys = JsonNode.Parse(await served.SendAsync(release, HttpMethod.Post,
            Output("logAnalyticsId") + "/sharedKeys?api-version=2020-08-01"))!;
        group["properties"]!["diagnostics"]!["logAnalytics"]!["workspaceKey"] = (string)keys["primarySharedKey"]!;
        await served.SendAsync(release, HttpMethod.Put, GroupId + Groups, group);
    }

    /// <summary>ARM id of the container group.</summary>
    public string GroupId => Id($"Microsoft.ContainerInstance/containerGroups/{Output("qaGroupName")}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }
}
