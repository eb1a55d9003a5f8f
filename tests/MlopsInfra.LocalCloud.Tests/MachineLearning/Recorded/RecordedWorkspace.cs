using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Recorded;

/// <summary>The workspace that a recorded case is for: what its requests name and don't make has to be there.</summary>
internal sealed partial class RecordedWorkspace(RestCloud rest, RecordedCase played)
{
    private const string Ws = RestCloud.Workspace;

    private readonly string _sent = played.Content["sent"]!.ToJsonString();

    /// <summary>Puts it all into the store.</summary>
    public async Task SeedAsync()
    {
        foreach (var compute in Computes()) await SeedComputeAsync(compute);
        foreach (Match identity in Identity().Matches(_sent))
            await rest.SeedAsync(identity.Value, """{"location":"westeurope"}""");
        foreach (var store in played.Requests.Select(request => request["body"]!["properties"]).OfType<JsonObject>())
            await SeedAccountAsync(store);
        await rest.SeedAsync($"{Ws}/environments/base/versions/1", """{"properties":{"image":"python:3.11-slim"}}""");
        await rest.SeedAsync($"{Ws}/components/base/versions/1", Component("base", "1", "command"));
        foreach (var job in played.Known("jobs").Select(known => known.Name))
            await rest.SeedAsync($"{Ws}/jobs/{job}", $$$"""
                {"properties":{"jobType":"Pipeline","jobs":{"only":{"type":"command","componentId":"{{{Ws}}}/components/base/versions/1"}} } }
                """);
        foreach (var kind in (string[])["environments", "codes", "data", "models", "components"])
        {
            foreach (var (name, version) in played.Known(kind).Concat(Named(kind)).Distinct())
                await rest.SeedAsync($"{Ws}/{kind}/{name}/versions/{version}", BodyOf(kind, name, version));
        }

        await SeedEndpointsAsync();
    }

    // A kind of compute that the local cloud asks more of than its name is put there by the service itself.
    private async Task SeedComputeAsync(string name)
    {
        var kind = name switch { "k8s-plant" => "Kubernetes", "spark-pool" => "SynapseSpark", "adf" => "DataFactory", _ => null };
        if (kind is null)
        {
            await rest.SeedAsync($"{Ws}/computes/{name}", """
                {"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":4} } } }
                """);
            return;
        }

        await rest.Cloud.Resources.PutAsync(ResourceId.Parse($"{Ws}/computes/{name}"),
            JsonNode.Parse($$"""{"location":"westeurope","properties":{"computeType":"{{kind}}"} }""")!.AsObject(),
            new ArmRequestOptions(AsService: true), CancellationToken.None);
    }

    private async Task SeedAccountAsync(JsonObject store)
    {
        if ((string?)store["accountName"] is not { } name) return;
        var account = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/{name}";
        await rest.SeedAsync(account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"} }""");
        if ((string?)store["containerName"] is { } container)
            await rest.SeedAsync($"{account}/blobServices/default/containers/{container}", """{"properties":{}}""");
    }

    private async Task SeedEndpointsAsync()
    {
        foreach (var (path, properties) in ((string, string)[])[("batchEndpoints/pump-batch", "\"authMode\":\"AADToken\""),
            ("onlineEndpoints/pump-online", "\"authMode\":\"Key\""),
            ("onlineEndpoints/pump-k8s", $"\"authMode\":\"Key\",\"compute\":\"{Ws}/computes/k8s-plant\"")])
        {
            if (_sent.Contains($"{path}/deployments/", StringComparison.Ordinal))
                await rest.SeedAsync($"{Ws}/{path}",
                    $$$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{{{{properties}}}}}""");
        }
    }

    // cpu-cluster is in every test's workspace; the service has 'serverless' itself.
    private IEnumerable<string> Computes() => Compute().Matches(_sent)
        .Select(match => match.Groups["name"].Value).Append("k8s-plant").Distinct()
        .Where(name => name is not "serverless" and not "no-such-cluster" and not "cpu-cluster");

    // What the requests name by its id, in a version or by a label, and what none of them makes.
    private IEnumerable<(string Name, string Version)> Named(string kind)
    {
        var made = played.Requests.Select(request => (string)request["path"]!).ToHashSet(StringComparer.Ordinal);
        return Asset().Matches(_sent)
            .Where(match => match.Groups["kind"].Value == kind && !made.Contains(match.Value))
            .Select(match => (match.Groups["name"].Value,
                match.Groups["version"] is { Success: true, Value: var version } ? version : "1"));
    }

    private string BodyOf(string kind, string name, string version) => kind switch
    {
        // The client writes the newest version of an environment without one again: it says the same.
        "environments" => played.Requests.FirstOrDefault(request =>
            (string?)request["path"] == $"{Ws}/environments/{name}/versions/{version}")?["body"]!.ToJsonString()
            ?? """{"properties":{"image":"python:3.11-slim"}}""",
        "codes" => """{"properties":{"codeUri":"https://stmlops.blob.core.windows.net/c/src"} }""",
        "data" =>
            $$"""{"properties":{"dataType":"uri_folder","dataUri":"azureml://datastores/workspaceblobstore/paths/{{name}}/"} }""",
        "models" =>
            $$"""{"properties":{"modelType":"mlflow_model","modelUri":"azureml://datastores/workspaceblobstore/paths/{{name}}/"} }""",
        _ => Component(name, version, KindOf(name)),
    };

    // A component is of the type of the nodes that run it; a deployment has a pipeline.
    private string KindOf(string name) => (string?)NodesOf(name).FirstOrDefault()?["type"]
        ?? (_sent.Contains($"\"assetId\":\"{Ws}/components/{name}/", StringComparison.Ordinal) ? "pipeline" : "command");

    // What the component declares is what the nodes that run it say of it.
    private string Component(string name, string version, string kind)
    {
        var spec = new JsonObject
        {
            ["name"] = name, ["version"] = version, ["type"] = kind,
            ["inputs"] = Ports(NodesOf(name).SelectMany(node => node["inputs"] as JsonObject ?? []).Select(pair => pair.Key),
                "string", isOptional: true),
            ["outputs"] = Ports(NodesOf(name).SelectMany(node => node["outputs"] as JsonObject ?? []).Select(pair => pair.Key)
                .Concat(Output().Matches(_sent).Select(match => match.Groups["name"].Value)), "uri_folder", isOptional: false),
        };
        if (kind == "pipeline")
            spec["jobs"] = JsonNode.Parse($$"""{"only":{"type":"command","componentId":"{{Ws}}/components/base/versions/1"} }""");
        else (spec["command"], spec["environment"]) = ("true", "azureml:base:1");
        return new JsonObject { ["properties"] = new JsonObject { ["componentSpec"] = spec } }.ToJsonString();
    }

    private static JsonObject Ports(IEnumerable<string> names, string type, bool isOptional) =>
        new(names.Distinct().Select(name => KeyValuePair.Create<string, JsonNode?>(name,
            isOptional ? new JsonObject { ["type"] = type, ["optional"] = true } : new JsonObject { ["type"] = type })));

    private IEnumerable<JsonObject> NodesOf(string name) => played.Requests.SelectMany(request => Objects(request["body"]))
        .Where(node => node["componentId"] is JsonValue id
            && ((string?)id)?.Contains($"{Ws}/components/{name}/", StringComparison.Ordinal) == true);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(pair => Objects(pair.Value)).Prepend(json),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    [GeneratedRegex("/computes/(?<name>[A-Za-z0-9_-]+)")]
    private static partial Regex Compute();

    [GeneratedRegex("/subscriptions/[^\"]*/userAssignedIdentities/[A-Za-z0-9_-]+")]
    private static partial Regex Identity();

    [GeneratedRegex(RestCloud.Workspace
        + "/(?<kind>environments|codes|data|models|components)/(?<name>[\\w.-]+)/(?:versions/(?<version>[\\w.-]+)|labels"
        + "/[a-z]+)")]
    private static partial Regex Asset();

    [GeneratedRegex(@"jobs\.[\w-]+\.outputs\.(?<name>\w+)")]
    private static partial Regex Output();
}
