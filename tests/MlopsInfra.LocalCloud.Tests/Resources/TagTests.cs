using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Tags by themselves, at every scope, and the names that are in use.</summary>
public sealed class TagTests
{
    private const string Version = "api-version=2021-04-01";
    private const string Root = $"/subscriptions/{RestCloud.Subscription}";

    [Theory]
    [InlineData(Root)]
    [InlineData(RestCloud.Group)]
    [InlineData(RestCloud.Account)]
    public async Task Tags_are_set_merged_taken_away_and_cleared(string scope)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var tags = $"{scope}/providers/Microsoft.Resources/tags/default?{Version}";

        async Task<string> SendAsync(HttpMethod method, string body)
        {
            var (status, answer, _) = await rest.SendAsync(method, tags, body);
            Assert.True(status == 200, answer?.ToJsonString());
            return answer!["properties"]!["tags"]!.ToJsonString();
        }

        Assert.Equal("""{"team":"ml","stage":"dev"}""",
            await SendAsync(HttpMethod.Put, """{"properties":{"tags":{"team":"ml","stage":"dev"}}}"""));
        Assert.Equal("""{"stage":"dev","Team":"data","cost":"7"}""",
            await SendAsync(HttpMethod.Patch, """{"operation":"Merge","properties":{"tags":{"Team":"data","cost":"7"}}}"""));
        Assert.Equal("""{"stage":"dev","Team":"data"}""",
            await SendAsync(HttpMethod.Patch, """{"operation":"Delete","properties":{"tags":{"cost":"7","team":"other"}}}"""));
        Assert.Equal("""{"only":"this"}""",
            await SendAsync(HttpMethod.Patch, """{"operation":"Replace","properties":{"tags":{"only":"this"}}}"""));
        Assert.Equal("""{"only":"this"}""",
            (await rest.SendAsync(HttpMethod.Get, tags)).Body!["properties"]!["tags"]!.ToJsonString());
        if (scope != Root)
        {
            Assert.Equal("""{"only":"this"}""",
                (await rest.SendAsync(HttpMethod.Get, $"{scope}?{Version}")).Body!["tags"]!.ToJsonString());
        }

        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Delete, tags)).Status);
        Assert.Equal("{}", (await rest.SendAsync(HttpMethod.Get, tags)).Body!["properties"]!["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task What_Azure_refuses_of_tags_is_refused_here()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string tags = "providers/Microsoft.Resources/tags/default?" + Version;
        async Task<(int, string?)> PutAsync(string scope, string body, HttpClient? client = null)
        {
            var (status, answer, _) = await rest.SendAsync(HttpMethod.Put, $"{scope}/{tags}", body, client);
            return (status, (string?)answer!["error"]!["code"]);
        }

        const string good = """{"properties":{"tags":{"a":"b"}}}""";
        Assert.Equal((400, "InvalidTagNameCharacters"),
            await PutAsync(RestCloud.Group, """{"properties":{"tags":{"a/b":"c"}}}"""));
        Assert.Equal((400, "InvalidRequestContent"), await PutAsync(RestCloud.Group, """{"tags":{"a":"b"}}"""));
        Assert.Equal((404, "ResourceGroupNotFound"), await PutAsync($"{RestCloud.Group}-none", good));
        Assert.Equal((400, "BadRequest"),
            await PutAsync($"{RestCloud.Account}/blobServices/default/containers/training", good));
        await rest.SeedAsync($"{RestCloud.Account}/providers/Microsoft.Authorization/locks/ro",
            """{"properties":{"level":"ReadOnly"}}""");
        Assert.Equal((409, "ScopeLocked"), await PutAsync(RestCloud.Account, good));
        var reader = rest.Http(objectId: await rest.IdentityAsync("id-reader"));
        Assert.Equal((403, "AuthorizationFailed"), await PutAsync(RestCloud.Group, good, reader));
    }

    [Fact]
    public async Task Names_in_use_are_listed_with_their_values_and_those_made_beforehand()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope","tags":{"team":"ml"}}""");
        await rest.SeedAsync($"{RestCloud.Group}-2", """{"location":"westeurope","tags":{"Team":"ml","stage":"dev"}}""");

        Task<(int Status, JsonNode? Body, HttpResponseMessage)> SendAsync(HttpMethod method, string path) =>
            rest.SendAsync(method, $"{Root}/tagNames{path}?{Version}");

        Assert.Equal(201, (await SendAsync(HttpMethod.Put, "/department")).Status);
        Assert.Equal(200, (await SendAsync(HttpMethod.Put, "/department")).Status);
        Assert.Equal(201, (await SendAsync(HttpMethod.Put, "/department/tagValues/research")).Status);
        var listed = (await SendAsync(HttpMethod.Get, "")).Body!["value"]!.AsArray().Select(each =>
            $"{each!["tagName"]}={each["count"]!["value"]}:"
                + string.Join(',', each["values"]!.AsArray()
                    .Select(value => $"{value!["tagValue"]}*{value["count"]!["value"]}")));
        Assert.Equal(["department=0:research*0", "stage=1:dev*1", "team=2:ml*2"], listed);

        Assert.Equal(409, (await SendAsync(HttpMethod.Delete, "/team")).Status);
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, "/department/tagValues/research")).Status);
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, "/department")).Status);
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, "/department")).Status);
    }
}
