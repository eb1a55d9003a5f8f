using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Requests;

/// <summary>Requests that are made of what is served: for each resource those that its type has.</summary>
/// <param name="server">What is served.</param>
internal sealed class StoreSeeds(TorturedServer server)
{
    private const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private const string Version = "api-version=2022-09-01";

    private static readonly string[] Actions =
    [
        "listKeys", "regenerateKey", "listCredentials", "listSecrets", "listAccountSas", "listServiceSas", "listCallbackUrl",
        "run", "validate", "getUploadUrl",
        "listBuildSourceUploadUrl", "scheduleRun", "importImage", "exportTemplate", "validateMoveResources", "moveResources",
        "checkAccess", "getToken", "restart",
        "start", "stop", "listNodes", "diagnose", "resyncKeys", "prepareNetwork", "startPendingUpload", "listLogs", "query",
        "purge", "test", "listUsages",
        "checkNameAvailability", "listClusterAdminCredential", "getDatastoreSas", "listBuildStatus", "runHistory",
        "getAccessToken", "notebookAccessToken",
    ];

    private Dictionary<string, string> _versions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of what other requests are made of: account, vault, registry, workspace ...</summary>
    public Dictionary<string, JsonNode> Known { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The requests.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<List<RequestSeed>> ReadAsync(CancellationToken cancellation)
    {
        using var connection = new RawConnection(server.Port);
        _versions = (await GetAsync($"{Subscription}/providers?{Version}"))!["value"]!.AsArray()
            .SelectMany(provider => provider!["resourceTypes"]!.AsArray().Select(type => (
                Type: $"{(string)provider["namespace"]!}/{(string)type!["resourceType"]!}",
                    Versions: type["apiVersions"]!.AsArray())))
            .Where(type => type.Versions.Count > 0)
            .ToDictionary(type => type.Type, type => (string)type.Versions[0]!, StringComparer.OrdinalIgnoreCase);
        var seeds = new List<RequestSeed>();
        foreach (var target in (string[])
            ["", "/resourceGroups", "/resources", "/providers", "/locations", "/tagNames",
                "/providers/Microsoft.Authorization/roleAssignments",
             "/providers/Microsoft.Authorization/roleDefinitions", "/providers/Microsoft.Insights/eventtypes/management/values",
             "/providers/Microsoft.Compute/skus", "/providers/Microsoft.Compute/locations/westeurope/usages"])
            seeds.Add(Ask("GET", $"{Subscription}{target}?{Version}"));
        for (var next = $"{Subscription}/resources?{Version}"; next is not null;)
        {
            var page = await GetAsync(next);
            foreach (var resource in page!["value"]!.AsArray()) await AddAsync((string)resource!["id"]!,
                (string)resource["type"]!);
            next = (string?)page["nextLink"] is { } link ? new Uri(link).PathAndQuery : null;
        }

        var workspace = (string)Known["Microsoft.MachineLearningServices/workspaces"]["id"]!;
        foreach (var kind in (string[])["batchEndpoints", "onlineEndpoints"])
        {
            foreach (var endpoint in (await GetAsync($"{workspace}/{kind}?api-version=2024-10-01"))?["value"]?.AsArray() ?? [])
                await AddAsync((string)endpoint!["id"]!, $"Microsoft.MachineLearningServices/workspaces/{kind}");
        }

        if (Known.GetValueOrDefault("Microsoft.Logic/workflows") is { } workflow)
        {
            var trigger = workflow["properties"]!["definition"]!["triggers"]!.AsObject().First().Key;
            var ask = Ask("POST", $"{(string)workflow["id"]!}/triggers/{trigger}/listCallbackUrl?api-version=2019-05-01");
            var answer = await connection.SendAsync(RequestBytes.Of(ask, server.Host,
                server.Authorization(Planes.ResourceManager), null),
                false, cancellation);
            if (answer.Status == 200)
                seeds.Add(RequestSeed.Text("workflows", "POST",
                    new Uri((string)JsonNode.Parse(answer.Body)!["value"]!).PathAndQuery, null,
                    """[{"id":"a","eventType":"Microsoft.MachineLearningServices.RunCompleted","data":{"runId":"b"}}]"""));
        }

        return seeds;

        async Task<JsonNode?> GetAsync(string target)
        {
            var answer = await connection.SendAsync(RequestBytes.Of(Ask("GET", target), server.Host,
                server.Authorization(Planes.ResourceManager), null), false, cancellation);
            return answer.Status == 200 ? JsonNode.Parse(answer.Body) : null;
        }

        async Task AddAsync(string id, string type)
        {
            if (!_versions.TryGetValue(type, out var version)) return;
            var target = $"{id}?api-version={version}";
            if (await GetAsync(target) is not { } shown) return;
            Known.TryAdd(type, shown);
            var body = Encoding.UTF8.GetBytes(shown.ToJsonString());
            seeds.Add(Ask("GET", target));
            seeds.Add(Ask("PUT", target, body));
            seeds.Add(Ask("PATCH", target, Encoding.UTF8.GetBytes("""{"tags":{"a":"b"},"properties":{}}""")));
            seeds.Add(Ask("DELETE", target));
            seeds.Add(Ask("GET", $"{id[..id.LastIndexOf('/')]}?api-version={version}&$top=2"));
            foreach (var below in (string[])
                ["providers/Microsoft.Resources/tags/default", "providers/Microsoft.Insights/diagnosticSettings",
                    "providers/Microsoft.Insights/metrics",
                 "providers/Microsoft.Authorization/locks/l-t1", "providers/Microsoft.Authorization/permissions"])
                seeds.Add(Ask("GET", $"{id}/{below}?{Version}"));
            seeds.Add(Ask("PUT", $"{id}/providers/Microsoft.Authorization/roleAssignments/{Guid.Empty}-t1?api-version=2022-04-01", """
                {"properties":{"principalId":"22222222-2222-2222-2222-222222222222",
                  "roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"}}
                """u8.ToArray()));
            foreach (var action in Actions)
                seeds.Add(Ask("POST", $"{id}/{action}?api-version={version}", Encoding.UTF8.GetBytes(
                    """{"keyName":"key1","signedExpiry":"2036-01-01T00:00:00Z","signedServices":"b","resources":["*"],"type":"DockerBuildRequest","source":{}}""")));
        }
    }

    /// <summary>The name of the first resource of a type.</summary>
    /// <param name="type">The type.</param>
    public string NameOf(string type) => (string)Known[type]["name"]!;

    /// <summary>Requests to services beside Resource Manager whose addresses the store says.</summary>
    public IEnumerable<RequestSeed> Others()
    {
        var workspace = (string)Known["Microsoft.MachineLearningServices/workspaces"]["id"]!;
        foreach (var (method, service, body) in ((string, string, string?)[])
        [
            ("GET", "history/v1.0{0}/runs/x", null), ("GET", "history/v1.0{0}/experiments/a/runs/x/details", null),
            ("GET", "artifact/v2.0{0}/artifacts/ExperimentRun/x", null),
            ("POST", "artifact/v2.0{0}/artifacts/ExperimentRun/x/batch/metadata", "{\"paths\":[{\"path\":\"a\"}]}"),
            ("POST", "metric/v2.0{0}/runs/x/full", "{\"metricName\":\"a\"}"),
            ("POST", "data/v1.0{0}/dataversion/batchGetResolvedUris", "{\"values\":[\"azureml://a\"]}"),
            ("POST", "modelregistry/v1.0{0}/models/batchGetResolvedUris", "{\"values\":[\"a\"]}"),
            ("GET", "mferp/managementfrontend{0}/batchEndpoints/a/jobs", null),
            ("PUT", "mlflow/v2.0{0}/api/2.0/mlflow-artifacts/artifacts/0/x/artifacts/a.txt", "text"),
        ])
            yield return new RequestSeed("history", method, "/" + string.Format(CultureInfo.InvariantCulture, service,
                workspace), Planes.ResourceManager,
                body is null ? null : Encoding.UTF8.GetBytes(body));
        var key = (string)Known["Microsoft.Insights/components"]["properties"]!["InstrumentationKey"]!;
        var envelope = """
            {"name":"a","time":"TIME","iKey":"KEY","tags":{"ai.operation.id":"b"},
             "data":{"baseType":"RequestData","baseData":{"id":"c","duration":"0.00:00:01","success":true,
             "responseCode":"200","properties":{"d":"e"},"measurements":{"f":1}}}}
            """.Replace("KEY", key, StringComparison.Ordinal).Replace("TIME", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        yield return RequestSeed.Text("telemetry", "POST", "/v2.1/track", null, envelope);
        yield return RequestSeed.Text("telemetry", "POST", "/v2/track", Planes.Monitor, $"[{envelope}]");
        yield return RequestSeed.Text("telemetry", "POST", $"/otlp/{key}/v1/traces", null, "\n\0", "application/x-protobuf");
        yield return RequestSeed.Text("telemetry", "POST", $"/otlp/{key}/v1/metrics", null, "\n\u0002\n\0",
            "application/x-protobuf");
        var customer = (string)Known["Microsoft.OperationalInsights/workspaces"]["properties"]!["customerId"]!;
        yield return RequestSeed.Text("queries", "POST", $"/v1/workspaces/{customer}/query", Planes.LogAnalytics,
            """{"query":"AppRequests | where Success == true | summarize count() by bin(TimeGenerated, 1h)","timespan":"P1D"}""");
        yield return new RequestSeed("queries", "GET",
            $"/v1/workspaces/{customer}/query?query=AzureActivity%20%7C%20take%205&timespan=PT1H", Planes.LogAnalytics);
        yield return RequestSeed.Text("queries", "POST", "/v1/$batch", Planes.LogAnalytics,
            $$"""{"requests":[{"id":"1","headers":{},"body":{"query":"AppTraces | limit 5"},"workspace":"{{customer}}","method":"POST","path":"/query"}]}""");
        foreach (var endpoint in Known.Where(each => each.Key.EndsWith("Endpoints", StringComparison.Ordinal)).Select(each =>
            each.Value))
        {
            yield return RequestSeed.Text("scoring", "POST", $"/scoring/westeurope/{(string)endpoint["name"]!.AsValue()!}/jobs",
                Planes.MachineLearning,
                """{"properties":{"InputData":{"a":{"JobInputType":"UriFolder","Uri":"azureml://a"},"b":{"JobInputType":"Literal","Value":"1"}},"OutputData":{}}}""");
            yield return RequestSeed.Text("scoring", "POST", $"/scoring/westeurope/{(string)endpoint["name"]!.AsValue()!}/score",
                Planes.MachineLearning, "[1]");
        }

        yield return RequestSeed.Text("workflows", "POST",
            "/workflows/a/triggers/b/paths/invoke?api-version=2016-10-01&sp=c&sv=1.0&sig=d", null, "{}");
        yield return RequestSeed.Text("Resource Manager", "POST",
            "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01", Planes.ResourceManager,
            """{"subscriptions":["00000000-0000-0000-0000-000000000000"],"query":"Resources | project id | limit 3","options":{"$top":2}}""");
        yield return RequestSeed.Text("Resource Manager", "PUT", $"{Subscription}/resourceGroups/torture-t1?{Version}",
            Planes.ResourceManager,
            """{"location":"westeurope","tags":{"a":"b"}}""");
    }

    private static RequestSeed Ask(string method, string target, byte[]? body = null) =>
        new("Resource Manager", method, target, Planes.ResourceManager, body);
}
