using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Secrets;

/// <summary>Plants secrets in a served cloud, by requests as clients make them and by such that are refused.</summary>
/// <param name="served">What <c>serve --json</c> printed.</param>
/// <param name="stack">Makes the secrets.</param>
internal sealed class PlantedRequests(JsonElement served, PlantedStack stack)
{
    private const string Group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-mlops-dev";
    private const string Connection = "Microsoft.MachineLearningServices/workspaces/mlw-mlops-dev/connections/planted";
    private const string Schemas = "https://schema.management.azure.com";
    private const string Tenant = "11111111-1111-1111-1111-111111111111", Deployer = "33333333-3333-3333-3333-333333333333";

    private readonly Uri _address = new(served.GetProperty("address").GetString()!);
    private readonly string _account = $"Microsoft.Storage/storageAccounts/{Host(served, ".blob.")}";
    private readonly string _vault = Host(served, ".vault.");

    /// <summary>Sends them.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How each was answered.</returns>
    public async Task<IReadOnlyDictionary<string, int>> SendAsync(CancellationToken cancellation)
    {
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (request, _, _, _) => request.RequestUri!.IsLoopback,
        };
        using var client = new HttpClient(handler) { BaseAddress = _address };
        var signIn = stack.New("secret to sign in with").Value;
        var manager = await TokenAsync(client, "https://management.azure.com", signIn, cancellation);
        var vault = await TokenAsync(client, "https://vault.azure.net", signIn, cancellation);
        var answers = new Dictionary<string, int>();
        foreach (var (name, method, path, body) in Requests())
        {
            var isVault = path.StartsWith("/vaults/", StringComparison.Ordinal);
            using var message = new HttpRequestMessage(method,
                isVault ? new Uri($"https://127.0.0.1:{_address.Port}{path}") : new Uri(_address, path));
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", isVault ? vault : manager);
            if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(message, cancellation);
            answers[name] = (int)answer.StatusCode;
        }

        using var forged = new HttpRequestMessage(HttpMethod.Get,
            $"{Group}?api-version=2024-03-01&sig={Uri.EscapeDataString(stack.New("signature").Value)}");
        forged.Headers.TryAddWithoutValidation("Authorization", $"Bearer {stack.New("token that is none").First}");
        using var refused = await client.SendAsync(forged, cancellation);
        answers["a forged token"] = (int)refused.StatusCode;
        return answers;
    }

    private IEnumerable<(string Name, HttpMethod Method, string Path, string? Body)> Requests()
    {
        var group = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["osType"] = "Linux",
                ["containers"] = new JsonArray(Json("name", "job", "properties", new JsonObject
                {
                    ["image"] = "mcr.microsoft.com/azuredocs/aci-helloworld:latest",
                    ["environmentVariables"] =
                        new JsonArray(Json("name", "KEY", "secureValue", stack.New("variable of a container").Value)),
                    ["resources"] = new JsonObject { ["requests"] = Json("cpu", 1, "memoryInGB", 1) },
                    ["volumeMounts"] = new JsonArray(Json("name", "keys", "mountPath", "/keys")),
                })),
                ["volumes"] = new JsonArray(Json("name", "keys", "secret",
                    Json("key", Convert.ToBase64String(Encoding.UTF8.GetBytes(stack.New("volume of a container").Value))))),
            },
        };
        yield return Put("container group",
            "Microsoft.ContainerInstance/containerGroups/ci-planted?api-version=2023-05-01", group);
        yield return Put("connection", $"{Connection}?api-version=2024-10-01",
            Json("properties", new JsonObject
            {
                ["category"] = "ApiKey", ["target"] = "https://example.com", ["authType"] = "ApiKey",
                ["credentials"] = Json("key", stack.New("key of a connection").Value),
            }));
        yield return ("secrets of the connection", HttpMethod.Post,
            $"{Group}/providers/{Connection}/listsecrets?api-version=2024-10-01", "{}");
        yield return ("vault by Resource Manager", HttpMethod.Put,
            $"{Group}/providers/Microsoft.KeyVault/vaults/{_vault}/secrets/planted?api-version=2023-07-01",
            Json("properties", Json("value", stack.New("secret of a vault").Value)).ToJsonString());
        yield return ("vault", HttpMethod.Put, $"/vaults/{_vault}/secrets/planted2?api-version=7.4",
            Json("value", stack.New("secret of a vault's data").Value).ToJsonString());
        yield return Put("deployment", "Microsoft.Resources/deployments/planted?api-version=2024-03-01", Deployment());
        yield return Put("workflow", "Microsoft.Logic/workflows/logic-planted?api-version=2019-05-01", Workflow());
        foreach (var action in (string[])["listKeys", "listAccountSas"])
            yield return (action, HttpMethod.Post, $"{Group}/providers/{_account}/{action}?api-version=2023-05-01", "{}");
        yield return ("no JSON", HttpMethod.Put, $"{Group}/providers/{_account}?api-version=2023-05-01",
            $"{{\"properties\": {stack.New("body that is no JSON").First}");
        yield return Put("an unknown property", "Microsoft.Network/virtualNetworks/vnet-planted?api-version=2023-11-01",
            Json("location", "westeurope", "properties", Json("apiKey", stack.New("unknown property").Value)));
        yield return Put("a wrong value", "Microsoft.Storage/storageAccounts/stplanted?api-version=2023-05-01",
            new JsonObject
            {
                ["location"] = "westeurope", ["kind"] = "StorageV2", ["sku"] = Json("name", stack.New("word of a choice").Value),
            });
    }

    private JsonObject Deployment() => Json("properties", new JsonObject
    {
        ["mode"] = "Incremental",
        ["template"] = new JsonObject
        {
            ["$schema"] = $"{Schemas}/schemas/2019-04-01/deploymentTemplate.json#",
            ["contentVersion"] = "1.0.0.0",
            ["parameters"] = Json("given", Json("type", "secureString"),
                "default", Json("type", "secureString", "defaultValue", stack.New("default of a deployment").Value)),
            ["resources"] = new JsonArray(new JsonObject
            {
                ["type"] = "Microsoft.KeyVault/vaults/secrets", ["apiVersion"] = "2023-07-01", ["name"] = $"{_vault}/deployed",
                ["properties"] = Json("value", "[parameters('given')]"),
            }),
        },
        ["parameters"] = Json("given", Json("value", stack.New("parameter of a deployment").Value)),
    });

    private JsonObject Workflow() => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["definition"] = new JsonObject
            {
                ["$schema"] = $"{Schemas}/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
                ["contentVersion"] = "1.0.0.0",
                ["parameters"] = Json("password", Json("type", "SecureString")),
                ["triggers"] = Json("manual", Json("type", "Request", "kind", "Http")),
                ["actions"] = new JsonObject(),
            },
            ["parameters"] = Json("password", Json("value", stack.New("parameter of a workflow").Value)),
        },
    };

    private static string Host(JsonElement served, string service) => served.GetProperty("hosts").EnumerateArray()
        .Select(host => host.GetString()!).Single(host => host.Contains(service, StringComparison.Ordinal)).Split('.')[0];

    private static (string, HttpMethod, string, string?) Put(string name, string path, JsonObject body) =>
        (name, HttpMethod.Put, $"{Group}/providers/{path}", body.ToJsonString());

    private static JsonObject Json(string name, JsonNode value, string? second = null, JsonNode? other = null)
    {
        var json = new JsonObject { [name] = value };
        if (second is not null) json[second] = other;
        return json;
    }

    private static async Task<string> TokenAsync(HttpClient client, string audience, string secret,
        CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = Deployer, ["client_secret"] = secret,
            ["scope"] = $"{audience}/.default",
        });
        using var answer = await client.PostAsync($"{Tenant}/oauth2/v2.0/token", form, cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["access_token"]!.GetValue<string>();
    }
}
