using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>Deployments over REST, to a group <c>rg-mlops</c> that is there.</summary>
/// <param name="rest">The cloud.</param>
internal sealed class DeploymentCloud(RestCloud rest) : IAsyncDisposable
{
    public const string Version = "2025-04-01";

    public RestCloud Rest => rest;

    public static async Task<DeploymentCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        return new DeploymentCloud(rest);
    }

    /// <summary>The path of a deployment, or of something of it.</summary>
    public static string Path(string name, string? scope = null) =>
        $"{scope ?? RestCloud.Group}/providers/Microsoft.Resources/deployments/{name}?api-version={Version}";

    /// <summary>A template.</summary>
    /// <param name="resources">Its resources, as JSON.</param>
    /// <param name="more">What else it has, as JSON members.</param>
    public static string Template(string resources, string more = "") => $$"""
        {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",
        {{(more.Length == 0 ? "" : more + ",")}}"resources":{{resources}} }
        """;

    /// <summary>The body of a deployment.</summary>
    public static string Body(string template, string parameters = "{}", string mode = "Incremental", string more = "") =>
        $$"""{"properties":{"mode":"{{mode}}","template":{{template}},"parameters":{{parameters}}{{more}} } }""";

    /// <summary>Sends something.</summary>
    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, object? body = null,
        string? objectId = null)
    {
        var client = objectId is null ? null : rest.Http(objectId: objectId);
        var (status, answer, _) = await rest.SendAsync(method, path, body, client);
        return (status, answer);
    }

    /// <summary>Deploys, and waits until it is done.</summary>
    /// <returns>The properties of the deployment then.</returns>
    public async Task<JsonObject> DeployAsync(string body, string name = "main", string? scope = null, string? objectId = null)
    {
        var client = objectId is null ? null : rest.Http(objectId: objectId);
        var (status, begun, response) = await rest.SendAsync(HttpMethod.Put, Path(name, scope), body, client);
        Assert.True(status is 200 or 201, $"{status} {begun}");
        Assert.Equal("Accepted", (string?)begun!["properties"]!["provisioningState"]);
        var operation = response.Headers.GetValues("Azure-AsyncOperation").Single();
        while ((string?)(await SendAsync(HttpMethod.Get, operation)).Body!["status"] is "Accepted" or "Running")
            await Task.Delay(5, TestContext.Current.CancellationToken);
        return (await SendAsync(HttpMethod.Get, Path(name, scope))).Body!["properties"]!.AsObject();
    }

    /// <summary>The comparison of what-if, by the last name of each resource.</summary>
    public async Task<Dictionary<string, JsonObject>> WhatIfAsync(string body, string name = "main", string? scope = null)
    {
        var (status, refusal, response) = await rest.SendAsync(HttpMethod.Post, Path($"{name}/whatIf", scope), body);
        Assert.True(status == 202, $"{status} {refusal}");
        while (true)
        {
            var (polled, answer) = await SendAsync(HttpMethod.Get, response.Headers.Location!.ToString());
            if (polled == 202) continue;
            Assert.Equal("Succeeded", (string?)answer!["status"]);
            return answer["properties"]!["changes"]!.AsArray().ToDictionary(
                change => change!["resourceId"]!.ToString().Split('/')[^1], change => change!.AsObject());
        }
    }

    public ValueTask DisposeAsync() => rest.DisposeAsync();
}
