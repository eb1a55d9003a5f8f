using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Actions;

/// <summary>What workspaces do when they are told to, hubs and projects among them.</summary>
public sealed class WorkspaceActionTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Workspaces = $"{RestCloud.Group}/providers/Microsoft.MachineLearningServices/workspaces";
    private const string Vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-mlops";
    private const string Query = $"?api-version={RestCloud.Version}";

    [Fact]
    public async Task A_diagnosis_finds_what_is_gone_and_what_is_locked()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        Assert.All((await ResultAsync(rest, Ws, "diagnose", """{"value":{}}"""))["value"]!.AsObject(),
            found => Assert.Empty(found.Value!.AsArray()));
        await rest.SeedAsync($"{RestCloud.Group}/providers/Microsoft.Authorization/locks/keep",
            """{"properties":{"level":"CanNotDelete"}}""");

        var found = (await ResultAsync(rest, Ws, "diagnose", """{"value":{}}"""))["value"]!;

        Assert.Equal("ResourceLockExists", (string?)Assert.Single(found["resourceLockResults"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task A_managed_network_is_provisioned_and_stays_so()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var none = await rest.SendAsync(HttpMethod.Post, $"{Ws}/provisionManagedNetwork{Query}", """{"includeSpark":true}""");
        Assert.Contains("has no managed network", (string?)none.Body!["error"]!["message"], StringComparison.Ordinal);
        await rest.SendAsync(HttpMethod.Patch, $"{Ws}{Query}",
            """{"properties":{"managedNetwork":{"isolationMode":"AllowInternetOutbound"}}}""");

        var result = await ResultAsync(rest, Ws, "provisionManagedNetwork", """{"includeSpark":true}""");
        await rest.SendAsync(HttpMethod.Patch, $"{Ws}{Query}", """{"tags":{"a":"b"}}""");

        Assert.Equal("""{"status":"Active","sparkReady":true}""", result.ToJsonString());
        Assert.Equal("Active", (string?)(await rest.PropertiesAsync(Ws))["managedNetwork"]!["status"]!["status"]);
    }

    [Fact]
    public async Task Keys_are_listed_where_the_account_takes_keys()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var refused = await rest.SendAsync(HttpMethod.Post, $"{Ws}/listStorageAccountKeys{Query}");
        Assert.Equal((403, "KeyBasedAuthenticationNotPermitted"), (refused.Status, (string?)refused.Body!["error"]!["code"]));

        await rest.SendAsync(HttpMethod.Patch, $"{RestCloud.Account}?api-version=2023-05-01",
            """{"properties":{"allowSharedKeyAccess":true}}""");
        var key = (await rest.SendAsync(HttpMethod.Post, $"{Ws}/listStorageAccountKeys{Query}")).Body!["userStorageKey"];
        var keys = (await rest.SendAsync(HttpMethod.Post, $"{Ws}/listKeys{Query}")).Body!;

        Assert.Equal((string?)key, (string?)keys["userStorageKey"]);
        Assert.Equal((await rest.SendAsync(HttpMethod.Post, $"{Ws}/listNotebookKeys{Query}")).Body!.ToJsonString(),
            keys["notebookAccessKeys"]!.ToJsonString());
    }

    [Fact]
    public async Task A_project_has_what_its_hub_has_and_keeps_it()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string hub = $"{Workspaces}/hub", project = $"{Workspaces}/project";
        var body = $$"""{"location":"westeurope","kind":"hub","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{RestCloud.Account}}","keyVault":"{{Vault}}"} }""";
        string Project(string of) =>
            $$"""{"location":"westeurope","kind":"project","identity":{"type":"SystemAssigned"},"properties":{"hubResourceId":"{{of}}"} }""";
        await rest.SeedAsync(hub, body);
        var refused = await rest.SendAsync(HttpMethod.Put, $"{project}{Query}", Project(Ws));
        Assert.Contains("needs the id of a hub", (string?)refused.Body!["error"]!["message"], StringComparison.Ordinal);
        await rest.SeedAsync(project, Project(hub));

        Assert.Equal(RestCloud.Account, (string?)(await rest.PropertiesAsync(project))["storageAccount"]);
        Assert.Equal([project], (await rest.PropertiesAsync(hub))["associatedWorkspaces"]!.AsArray().Select(id => (string?)id));
        var stores = (await rest.SendAsync(HttpMethod.Get, $"{project}/datastores{Query}")).Body!["value"]!.AsArray();
        Assert.Equal(4, stores.Count);
        Assert.Equal(["hub"], await NamesAsync(rest, "kind=hub"));
        Assert.Equal(["hub", "project"], await NamesAsync(rest, "kind=Hub,project"));
        Assert.Equal(["hub", "mlw", "project"], await NamesAsync(rest, ""));
        Assert.Equal(409, (await rest.SendAsync(HttpMethod.Delete, $"{hub}{Query}")).Status);
    }

    [Fact]
    public async Task A_workspace_takes_the_empty_texts_of_Microsofts_template()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string hub = $"{Workspaces}/hub";

        var answer = await rest.SendAsync(HttpMethod.Put, $"{hub}{Query}", $$"""
            {"location":"westeurope","kind":"hub","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{RestCloud.Account}}","keyVault":"{{Vault}}",
             "hbiWorkspace":"false","primaryUserAssignedIdentity":"","systemDatastoresAuthMode":"",
             "encryption":{"status":"Disabled","keyVaultProperties":{"keyVaultArmId":"","keyIdentifier":""} } } }
            """);

        Assert.Equal(202, answer.Status);
        Assert.False((bool)(await rest.PropertiesAsync(hub))["hbiWorkspace"]!);
    }

    [Fact]
    public async Task A_connection_tells_its_secret_to_the_action_only()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string connection = $"{Ws}/connections/git";
        await rest.SeedAsync(connection,
            """{"properties":{"authType":"PAT","category":"Git","target":"https://example.org/x.git","credentials":{"pat":"tok"}}}""");

        var shown = await rest.SendAsync(HttpMethod.Get, $"{connection}{Query}");
        var listed = await rest.SendAsync(HttpMethod.Post, $"{connection}/listsecrets{Query}");
        var others = await rest.SendAsync(HttpMethod.Get, $"{Ws}/connections{Query}&category=PythonFeed");

        Assert.Null(shown.Body!["properties"]!["credentials"]);
        Assert.Equal("tok", (string?)listed.Body!["properties"]!["credentials"]!["pat"]);
        Assert.Empty(others.Body!["value"]!.AsArray());
    }

    [Theory]
    [InlineData("features")]
    [InlineData("outboundNetworkDependenciesEndpoints")]
    public async Task Lists_of_what_the_local_cloud_has_not_are_empty(string list)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Get, $"{Ws}/{list}{Query}");

        Assert.Empty(answer.Body!["value"]!.AsArray());
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{Workspaces}/none/{list}{Query}")).Status);
    }

    private static async Task<IEnumerable<string?>> NamesAsync(RestCloud rest, string query) =>
        (await rest.SendAsync(HttpMethod.Get, $"{Workspaces}{Query}&{query}")).Body!["value"]!.AsArray()
            .Select(each => (string?)each!["name"]);

    // What a POST that goes on ends with.
    private static async Task<JsonNode> ResultAsync(RestCloud rest, string id, string action, string body)
    {
        var sent = await rest.SendAsync(HttpMethod.Post, $"{id}/{action}{Query}", body);
        Assert.Equal(202, sent.Status);
        return await Eventually.FindAsync(async () =>
            await rest.SendAsync(HttpMethod.Get, sent.Response.Headers.Location!.PathAndQuery) is { Status: 200 } end
                ? end.Body : null);
    }
}
