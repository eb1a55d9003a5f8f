using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>Deploys a template as Azure Resource Manager does: evaluates its expressions, and puts one resource after the other, what it depends on first.</summary>
internal sealed class TemplateDeployment : IDisposable
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private static readonly string[] Envelope = ["type", "apiVersion", "name", "scope", "dependsOn"];

    private readonly HttpClient _http;
    private readonly LocalCloudServer _server;
    private readonly Func<string, TemplateDeployment, Task<string>> _secret;
    private string? _group;

    /// <param name="server">Azure Resource Manager.</param>
    /// <param name="secret">The value of a parameter, when it is needed.</param>
    public TemplateDeployment(LocalCloudServer server, Func<string, TemplateDeployment, Task<string>> secret)
    {
        (_server, _secret) = (server, secret);
        _http = new HttpClient(server.CreateHandler()) { BaseAddress = new Uri("https://management.azure.com/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Tokens.Issue("https://management.azure.com/.default").Value);
    }

    /// <summary>The ids of what was put, in that order.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Deploys it.</summary>
    public async Task DeployAsync(JsonObject template)
    {
        var open = new List<(string Id, JsonObject Resource, List<string> Needs)>();
        foreach (var resource in template["resources"]!.AsArray().Select(node => node!.AsObject()))
        {
            var needs = new List<string>();
            foreach (var need in resource["dependsOn"]?.AsArray() ?? []) needs.Add((await ValueAsync(need))!.GetValue<string>());
            open.Add((await IdAsync(resource), resource, needs));
        }

        var all = open.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(open.Count, all.Count);
        Assert.All(open.SelectMany(item => item.Needs), need => Assert.Contains(need, all));
        while (open.Count > 0)
        {
            var waiting = open.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var next = open.First(item => !item.Needs.Exists(waiting.Contains));
            open.Remove(next);
            if (next.Resource["type"]!.GetValue<string>() == "Microsoft.Resources/deployments") await DeployIntoGroupAsync(next.Resource);
            else await PutAsync(next.Id, next.Resource);
        }
    }

    /// <summary>A GET or a POST to Azure Resource Manager.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string id, string apiVersion)
    {
        using var request = new HttpRequestMessage(method, $"{id}?api-version={apiVersion}");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {id}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public void Dispose() => _http.Dispose();

    private async Task DeployIntoGroupAsync(JsonObject deployment)
    {
        Assert.Equal("inner", deployment["properties"]!["expressionEvaluationOptions"]!["scope"]!.GetValue<string>());
        var inner = deployment["properties"]!["template"]!.AsObject();
        // Every parameter is handed on, and no other.
        Assert.Equal(inner["parameters"]!.AsObject().Select(pair => pair.Key), deployment["properties"]!["parameters"]!.AsObject().Select(pair => pair.Key));
        _group = deployment["resourceGroup"]!.GetValue<string>();
        await DeployAsync(inner);
        _group = null;
    }

    private async Task PutAsync(string id, JsonObject resource)
    {
        var body = new JsonObject();
        foreach (var (name, value) in resource.Where(pair => !Envelope.Contains(pair.Key))) body[name] = await ValueAsync(value);
        using var response = await _http.PutAsJsonAsync($"{id}?api-version={resource["apiVersion"]!.GetValue<string>()}", body);
        Assert.True(response.IsSuccessStatusCode, $"PUT {id}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}\n{body}");
        while (response.Headers.TryGetValues("Azure-AsyncOperation", out var operations))
        {
            var status = JsonNode.Parse(await _http.GetStringAsync(operations.First()))!["status"]!.GetValue<string>();
            if (status == "Succeeded") break;
            Assert.DoesNotContain(status, (string[])["Failed", "Canceled"]);
        }

        Ids.Add(id);
    }

    private async Task<string> IdAsync(JsonObject resource)
    {
        var (type, names) = (resource["type"]!.GetValue<string>(), resource["name"]!.GetValue<string>().Split('/'));
        if (type == "Microsoft.Resources/resourceGroups") return $"/subscriptions/{Subscription}/resourceGroups/{names[0]}";
        var scope = resource["scope"] is { } given ? (await ValueAsync(given))!.GetValue<string>() : Scope;
        return $"{scope}/providers/{Path(type, names)}";
    }

    private string Scope => _group is null ? $"/subscriptions/{Subscription}" : $"/subscriptions/{Subscription}/resourceGroups/{_group}";

    private async Task<JsonNode?> ValueAsync(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, member) in members) copy[(await TextAsync(name))!.GetValue<string>()] = await ValueAsync(member);
                return copy;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items) list.Add(await ValueAsync(item));
                return list;
            case JsonValue leaf when leaf.TryGetValue<string>(out var text):
                return await TextAsync(text);
            default:
                return value?.DeepClone();
        }
    }

    private async Task<JsonNode?> TextAsync(string text) =>
        text.StartsWith("[[", StringComparison.Ordinal) ? JsonValue.Create(text[1..])
        : text is ['[', .., ']'] ? (await new TemplateExpression(CallAsync).EvaluateAsync(text[1..^1]))?.DeepClone()
        : JsonValue.Create(text);

    private async Task<JsonNode?> CallAsync(string function, IReadOnlyList<JsonNode?> arguments)
    {
        var texts = arguments.Select(argument => argument!.GetValue<string>()).ToArray();
        return function switch
        {
            "parameters" => JsonValue.Create(await _secret(texts[0], this)),
            "concat" => JsonValue.Create(string.Concat(texts)),
            "resourceGroup" => new JsonObject { ["id"] = Scope, ["name"] = _group },
            "subscription" => new JsonObject { ["id"] = $"/subscriptions/{Subscription}", ["subscriptionId"] = Subscription, ["tenantId"] = "11111111-1111-1111-1111-111111111111" },
            "resourceId" when texts[0].Contains('/') => JsonValue.Create($"{Scope}/providers/{Path(texts[0], texts[1..])}"),
            "resourceId" => JsonValue.Create($"/subscriptions/{Subscription}/resourceGroups/{texts[0]}/providers/{Path(texts[1], texts[2..])}"),
            "subscriptionResourceId" when texts[0] == "Microsoft.Resources/resourceGroups" => JsonValue.Create($"/subscriptions/{Subscription}/resourceGroups/{texts[1]}"),
            "subscriptionResourceId" => JsonValue.Create($"/subscriptions/{Subscription}/providers/{Path(texts[0], texts[1..])}"),
            "tenantResourceId" => JsonValue.Create($"/providers/{Path(texts[0], texts[1..])}"),
            "extensionResourceId" => JsonValue.Create($"{texts[0]}/providers/{Path(texts[1], texts[2..])}"),
            "reference" => await AskAsync(HttpMethod.Get, texts[0], texts[1]) is var shown && texts.Length > 2 ? shown : shown["properties"],
            _ => throw new FormatException($"There is no function '{function}' here."),
        };
    }

    private static string Path(string type, IReadOnlyList<string> names)
    {
        var types = type.Split('/');
        Assert.Equal(types.Length - 1, names.Count);
        return $"{types[0]}/{string.Join('/', types.Skip(1).Zip(names, (segment, name) => $"{segment}/{name}"))}";
    }
}
