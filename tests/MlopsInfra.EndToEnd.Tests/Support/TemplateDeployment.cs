using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Server;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>
/// Deploys a template as Azure Resource Manager does: evaluates its expressions, and puts one resource after the other, what it
/// depends on first. Understands both kinds of templates: resources in a list, and with symbolic names, as Bicep makes them.
/// </summary>
internal sealed class TemplateDeployment : IDisposable
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private static readonly string[] Envelope =
        ["type", "apiVersion", "name", "scope", "dependsOn", "metadata", "existing", "parent"];
    private readonly HttpClient _http;
    private readonly LocalCloudServer _server;
    private readonly Func<string, string> _parameter;
    private readonly Dictionary<string, (string Id, string ApiVersion)> _symbols = new(StringComparer.Ordinal);
    private string? _group;

    /// <param name="server">Azure Resource Manager.</param>
    /// <param name="parameter">The value of a parameter, when it is needed.</param>
    public TemplateDeployment(LocalCloudServer server, Func<string, string> parameter)
    {
        (_server, _parameter) = (server, parameter);
        _http = new HttpClient(server.CreateHandler()) { BaseAddress = new Uri("https://management.azure.com/") };
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", server.Tokens.Issue("https://management.azure.com/.default").Value);
    }

    /// <summary>What was put, by id.</summary>
    public Dictionary<string, JsonObject> Bodies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Deploys a template to a resource group, which is made before.</summary>
    public async Task DeployToGroupAsync(JsonObject template, string group)
    {
        using var response = await _http.PutAsJsonAsync(
            $"/subscriptions/{Subscription}/resourceGroups/{group}?api-version=2024-03-01",
            new JsonObject { ["location"] = "westeurope" });
        response.EnsureSuccessStatusCode();
        _group = group;
        await DeployAsync(template);
        _group = null;
    }

    /// <summary>Deploys a template to the subscription.</summary>
    public async Task DeployAsync(JsonObject template)
    {
        var open = new List<(string Id, JsonObject Resource, List<string> Needs)>();
        var named = template["resources"] as JsonObject ?? [];
        foreach (var (symbol, resource) in named) _symbols[symbol] =
            (await IdAsync(resource!.AsObject()), resource["apiVersion"]!.GetValue<string>());
        var resources = template["resources"] as JsonArray ?? [.. named.Select(pair => pair.Value!.DeepClone())];
        foreach (var resource in resources.Select(node => node!.AsObject())
            .Where(resource => resource["existing"]?.GetValue<bool>() != true))
        {
            var needs = new List<string>();
            foreach (var need in resource["dependsOn"]?.AsArray() ?? [])
            {
                var text = (await ValueAsync(need))!.GetValue<string>();
                if (!_symbols.TryGetValue(text, out var known)) needs.Add(text);
                else if (named[text]!["existing"] is null) needs.Add(known.Id);
            }

            open.Add((await IdAsync(resource), resource, needs));
        }

        var all = open.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(open.Count, all.Count);
        Assert.All(open.SelectMany(item => item.Needs), need => Assert.Contains(need, all));
        while (open.Count > 0)
        {
            var waiting = open.Select(item => item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
            // The last one that may go: what an order that is said by nobody would make good is not made good here.
            var next = open.Last(item => !item.Needs.Exists(waiting.Contains));
            open.Remove(next);
            if (next.Resource["type"]!.GetValue<string>() == "Microsoft.Resources/deployments")
                await DeployIntoGroupAsync(next.Resource);
            else await PutAsync(next.Id, next.Resource);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> AskAsync(HttpMethod method, string id, string apiVersion)
    {
        using var request = new HttpRequestMessage(method, $"{id}?api-version={apiVersion}");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {id}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task DeployIntoGroupAsync(JsonObject deployment)
    {
        Assert.Equal("inner", deployment["properties"]!["expressionEvaluationOptions"]!["scope"]!.GetValue<string>());
        var inner = deployment["properties"]!["template"]!.AsObject();
        // Every parameter is handed on, and no other.
        Assert.Equal(inner["parameters"]!.AsObject().Select(pair => pair.Key),
            deployment["properties"]!["parameters"]!.AsObject().Select(pair => pair.Key));
        _group = deployment["resourceGroup"]!.GetValue<string>();
        await DeployAsync(inner);
        _group = null;
    }

    private async Task PutAsync(string id, JsonObject resource)
    {
        var body = new JsonObject();
        foreach (var (name, value) in resource.Where(pair => !Envelope.Contains(pair.Key))) body[name] = await ValueAsync(value);
        using var response = await _http.PutAsJsonAsync($"{id}?api-version={resource["apiVersion"]!.GetValue<string>()}", body);
        Assert.True(response.IsSuccessStatusCode,
            $"PUT {id}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}\n{body}");
        while (response.Headers.TryGetValues("Azure-AsyncOperation", out var operations))
        {
            var status = JsonNode.Parse(await _http.GetStringAsync(operations.First()))!["status"]!.GetValue<string>();
            if (status == "Succeeded") break;
            Assert.DoesNotContain(status, (string[])["Failed", "Canceled"]);
        }

        Bodies.Add(id, body);
    }

    private async Task<string> IdAsync(JsonObject resource)
    {
        var (type, names) =
            (resource["type"]!.GetValue<string>(), (await ValueAsync(resource["name"]))!.GetValue<string>().Split('/'));
        if (type == "Microsoft.Resources/resourceGroups") return $"/subscriptions/{Subscription}/resourceGroups/{names[0]}";
        var scope = resource["scope"] is { } given ? (await ValueAsync(given))!.GetValue<string>() : Scope;
        return $"{scope}/providers/{ProviderPath.Of(type, names)}";
    }

    private string Scope =>
        _group is null ? $"/subscriptions/{Subscription}" : $"/subscriptions/{Subscription}/resourceGroups/{_group}";

    private async Task<JsonNode?> ValueAsync(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, member) in members) copy[(await TextAsync(name))!.GetValue<string>()] =
                    await ValueAsync(member);
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
            "parameters" => JsonValue.Create(_parameter(texts[0])),
            "concat" => JsonValue.Create(string.Concat(texts)),
            "format" => JsonValue.Create(string.Format(CultureInfo.InvariantCulture, texts[0], [.. texts.Skip(1)])),
            "guid" => JsonValue.Create(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('-', texts)))
                .AsSpan(0, 16)).ToString()),
            "json" => JsonNode.Parse(texts[0]),
            "resourceGroup" => new JsonObject { ["id"] = Scope, ["name"] = _group },
            "subscription" => new JsonObject { ["id"] = $"/subscriptions/{Subscription}", ["subscriptionId"] = Subscription,
                ["tenantId"] = "11111111-1111-1111-1111-111111111111" },
            "resourceId" when texts[0].Contains('/') =>
                JsonValue.Create($"{Scope}/providers/{ProviderPath.Of(texts[0], texts[1..])}"),
            "resourceId" => JsonValue.Create(
                $"/subscriptions/{Subscription}/resourceGroups/{texts[0]}/providers/{ProviderPath.Of(texts[1], texts[2..])}"),
            "subscriptionResourceId" when texts[0] == "Microsoft.Resources/resourceGroups" =>
                JsonValue.Create($"/subscriptions/{Subscription}/resourceGroups/{texts[1]}"),
            "subscriptionResourceId" =>
                JsonValue.Create($"/subscriptions/{Subscription}/providers/{ProviderPath.Of(texts[0], texts[1..])}"),
            "tenantResourceId" => JsonValue.Create($"/providers/{ProviderPath.Of(texts[0], texts[1..])}"),
            "extensionResourceId" => JsonValue.Create($"{texts[0]}/providers/{ProviderPath.Of(texts[1], texts[2..])}"),
            "reference" => await AskAsync(HttpMethod.Get, Target(texts).Id, Target(texts).ApiVersion) is var shown
                && texts.Length > 2 ? shown : shown["properties"],
            ['l', 'i', 's', 't', ..] =>
                await AskAsync(HttpMethod.Post, $"{Target(texts).Id}/{function}", Target(texts).ApiVersion),
            _ => throw new FormatException($"There is no function '{function}' here."),
        };
    }

    private (string Id, string ApiVersion) Target(string[] arguments) =>
        _symbols.TryGetValue(arguments[0], out var known)
            ? (known.Id, arguments.ElementAtOrDefault(1) ?? known.ApiVersion) : (arguments[0], arguments[1]);
}
