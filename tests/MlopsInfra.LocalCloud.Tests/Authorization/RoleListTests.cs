using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Authorization;

/// <summary>Roles and their assignments are found by name, by kind, by principal, and from every scope.</summary>
public sealed class RoleListTests
{
    private const string Version = "api-version=2022-04-01";
    private const string Root = $"/subscriptions/{RestCloud.Subscription}";
    private const string Definitions = "providers/Microsoft.Authorization/roleDefinitions";
    private const string Assignments = "providers/Microsoft.Authorization/roleAssignments";
    private const string JobStarter = "3b6f4e8a-0c2d-4f7a-9c55-6a1d2e3f4b5c";

    [Theory]
    [InlineData("")]
    [InlineData(Root)]
    [InlineData(RestCloud.Group)]
    [InlineData(RestCloud.Account)]
    public async Task A_built_in_role_is_read_by_its_id_and_found_by_its_name_at_every_scope(string scope)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var read = (await rest.SendAsync(HttpMethod.Get, $"{scope}/{Definitions}/{Role.BlobReader}?{Version}")).Body!;
        var found = Assert.Single(await ListAsync(rest, $"{scope}/{Definitions}", "roleName eq 'storage blob data reader'"))!;

        Assert.Equal(read.ToJsonString(), found.ToJsonString());
        Assert.Equal($"{(scope.Length == 0 ? "" : Root)}/{Definitions}/{Role.BlobReader}", (string?)read["id"]);
        Assert.Equal(("Storage Blob Data Reader", "BuiltInRole", "/"), ((string?)read["properties"]!["roleName"],
            (string?)read["properties"]!["type"], (string?)read["properties"]!["assignableScopes"]![0]));
        Assert.NotEmpty((string)read["properties"]!["description"]!);
        Assert.Equal("Microsoft.Storage/storageAccounts/blobServices/containers/read",
            (string?)read["properties"]!["permissions"]![0]!["actions"]![0]);
    }

    [Fact]
    public async Task A_custom_role_shows_where_it_can_be_assigned()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{RestCloud.Group}-other", """{"location":"westeurope"}""");
        // As every official client sends it.
        var made = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}/{Definitions}/{JobStarter}?{Version}",
            $$$"""
            {"properties":{"roleName":"Job starter","type":"CustomRole","assignableScopes":["{{{RestCloud.Group}}}"],
            "permissions":[{"actions":["Microsoft.MachineLearningServices/workspaces/jobs/write"],"notActions":[]}]}}
            """);
        Assert.Equal((201, "CustomRole"), (made.Status, (string?)made.Body!["properties"]!["type"]));

        async Task<int> CountAsync(string scope, string filter) =>
            (await ListAsync(rest, $"{scope}/{Definitions}", filter)).Count(role => (string)role!["name"]! == JobStarter);

        Assert.Equal(1, await CountAsync(RestCloud.Group, ""));
        Assert.Equal(1, await CountAsync(RestCloud.Account, "roleName eq 'Job starter'"));
        Assert.Equal(1, await CountAsync(RestCloud.Account, "type eq 'CustomRole'"));
        Assert.Equal(0, await CountAsync(RestCloud.Account, "type eq 'BuiltInRole'"));
        Assert.Equal(0, await CountAsync(Root, ""));
        Assert.Equal(1, await CountAsync(Root, "atScopeAndBelow()"));
        Assert.Equal(1, await CountAsync(Root, "atScopeAndBelow() and type eq 'CustomRole'"));
        Assert.Equal(0, await CountAsync($"{RestCloud.Group}-other", ""));
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, $"{Root}/{Definitions}/{JobStarter}?{Version}")).Status);
        Assert.Equal(404,
            (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Group}-other/{Definitions}/{JobStarter}?{Version}")).Status);
    }

    [Fact]
    public async Task A_role_that_is_assigned_is_not_deleted()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string role = $"{Root}/{Definitions}/{JobStarter}";
        const string assignment = $"{RestCloud.Group}/{Assignments}/00000000-0000-0000-0000-000000000001";
        await rest.SeedAsync(role, $$$"""
            {"properties":{"roleName":"Job starter","assignableScopes":["{{{Root}}}"],"permissions":[{"actions":["*/read"]}]}}
            """);
        await rest.SeedAsync(assignment, Scenes.RoleAssignment(await rest.IdentityAsync("id-train"), JobStarter));

        var refused = await rest.SendAsync(HttpMethod.Delete, $"{role}?{Version}");
        await rest.SendAsync(HttpMethod.Delete, $"{assignment}?{Version}");
        var done = await rest.SendAsync(HttpMethod.Delete, $"{role}?{Version}");
        var gone = await rest.SendAsync(HttpMethod.Get, $"{role}?{Version}");

        Assert.Equal((400, "RoleDefinitionHasAssignments"), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        Assert.Equal(200, done.Status);
        Assert.Equal((404, "RoleDefinitionDoesNotExist"), (gone.Status, (string?)gone.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task Azures_own_roles_are_not_written()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, _, _) = await rest.SendAsync(HttpMethod.Put, $"{Root}/{Definitions}/{Role.Reader}?{Version}",
            $$$"""{"properties":{"roleName":"Mine","assignableScopes":["{{{Root}}}"],"permissions":[{"actions":["*/read"]}]}}""");

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Assignments_are_listed_at_above_and_below_a_scope()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var (train, serve) = (await rest.IdentityAsync("id-train"), await rest.IdentityAsync("id-serve"));
        await AssignAsync(rest, Root, 1, train, Role.Reader);
        await AssignAsync(rest, RestCloud.Group, 2, train, Role.Contributor);
        await AssignAsync(rest, RestCloud.Account, 3, train, Role.BlobReader);
        await AssignAsync(rest, RestCloud.Account, 4, serve, Role.BlobContributor);
        await AssignAsync(rest, RestCloud.Workspace, 5, serve, Role.DataScientist);

        async Task<string> NumbersAsync(string scope, string filter) => string.Concat(
            (await ListAsync(rest, $"{scope}/{Assignments}", filter)).Select(each => ((string)each!["name"]!)[^1]).Order());

        Assert.Equal("12345", await NumbersAsync(RestCloud.Group, ""));
        Assert.Equal("12345", await NumbersAsync(Root, ""));
        Assert.Equal("12345", await NumbersAsync("", ""));
        Assert.Equal("1", await NumbersAsync(Root, "atScope()"));
        Assert.Equal("12", await NumbersAsync(RestCloud.Group, "atScope()"));
        Assert.Equal("1234", await NumbersAsync(RestCloud.Account, ""));
        Assert.Equal("45", await NumbersAsync(Root, $"principalId eq '{serve}'"));
        Assert.Equal("123", await NumbersAsync(RestCloud.Group, $"assignedTo('{train}')"));
        Assert.Equal("12", await NumbersAsync(RestCloud.Group, $"atScope() and assignedTo('{train}')"));
        Assert.Equal("", await NumbersAsync(Root, $"principalId eq '{Guid.Empty}'"));
    }

    [Theory]
    [InlineData("principalId eq 22222222-2222-2222-2222-222222222222")]
    [InlineData("atScope() and principalId eq '22222222-2222-2222-2222-222222222222'")]
    [InlineData("principalId eq ''x'")]
    [InlineData("nosuch()")]
    public async Task Of_filters_there_are_no_others(string filter)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"{Root}/{Assignments}?{Version}&$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal((400, "UnsupportedQuery",
            $"The filter '{filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{{value}}' or "
                + "assignedTo('{value}')'."),
            (status, (string?)body!["error"]!["code"], (string?)body["error"]!["message"]));
    }

    private static Task AssignAsync(RestCloud rest, string scope, int number, string principal, string role) =>
        rest.SeedAsync($"{scope}/{Assignments}/00000000-0000-0000-0000-00000000000{number}",
            Scenes.RoleAssignment(principal, role));

    private static async Task<JsonArray> ListAsync(RestCloud rest, string path, string filter)
    {
        var (status, body, _) =
            await rest.SendAsync(HttpMethod.Get, $"{path}?{Version}&$filter={Uri.EscapeDataString(filter)}");
        Assert.True(status == 200, body?.ToJsonString());
        return body!["value"]!.AsArray();
    }
}
