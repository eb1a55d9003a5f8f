using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>Container groups run what their images say, as processes of this machine.</summary>
public sealed class RunningGroupTests
{
    [Fact]
    public async Task A_scoring_image_is_built_run_asked_stopped_started_and_deleted()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body(container: """
            {"environmentVariables":[{"name":"MODE","value":"test"},{"name":"KEY","secureValue":"hunter2"}]}
            """));

        var shown = await scene.UntilAsync(group => group is { State: "Running", Container: "Running" });
        var environment = await scene.AskAsync(shown, "/env");
        var where = await scene.AskAsync(shown, "/where");

        Assert.Equal("[3, 6]", await scene.ScoreAsync(shown, "[1, 2]"));
        Assert.Equal(("yes", "test", "hunter2"),
            ((string?)environment["FROM_IMAGE"], (string?)environment["MODE"], (string?)environment["KEY"]));
        Assert.Equal((string?)environment["PORT"], shown["properties"]!["ipAddress"]!["ports"]![0]!["port"]!.ToString());
        Assert.StartsWith("https://127.0.0.1:", (string?)environment["AZURE_POD_IDENTITY_AUTHORITY_HOST"],
            StringComparison.Ordinal);
        Assert.Equal("""["score.py"]""", where["files"]!.ToJsonString());
        Assert.EndsWith("/app", (string?)where["folder"], StringComparison.Ordinal);
        Assert.Equal(["Pulling", "Pulled", "Started"], new GroupView(shown).Events.Except(["PortMapped"]));
        Assert.DoesNotContain("hunter2", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("scored [1, 2]", await scene.LogAsync(), StringComparison.Ordinal);
        Assert.Equal("scored [1, 2]", (await scene.LogAsync("&tail=1")).TrimEnd());

        Assert.Equal(204, await scene.PostAsync("stop"));
        Assert.Equal(("Stopped", "Terminated"),
            new GroupView(await scene.GetAsync()) is var stopped ? (stopped.State, stopped.Container) : default);
        Assert.False(await scene.AnswersAsync(shown));

        Assert.Equal(202, await scene.PostAsync("start"));
        var again = await scene.UntilAsync(group => group.Container == "Running");
        await scene.AskAsync(again, "/");
        await scene.Rest.SendAsync(HttpMethod.Delete, $"{GroupScene.Group}?api-version=2025-09-01");
        await Eventually.FindAsync(async () => await scene.AnswersAsync(again) ? null : "gone");
    }

    [Fact]
    public async Task A_container_that_ends_is_started_again_and_shows_how_it_ended()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body());
        var shown = await scene.UntilAsync(group => group.Container == "Running");

        await scene.AskAsync(shown, "/exit/3");
        var restarted = await scene.UntilAsync(group => group is { Restarts: 1, Container: "Running" });

        var view = new GroupView(restarted);
        Assert.Equal((3, "Error"),
            ((int)view.View!["previousState"]!["exitCode"]!, (string?)view.View["previousState"]!["detailStatus"]));
        Assert.Contains("BackOff", view.Events);
        await scene.AskAsync(restarted, "/");
    }

    [Theory]
    [InlineData("Never", "sys.exit(0)", "Succeeded", "Completed", 0)]
    [InlineData("Never", "sys.exit(3)", "Failed", "Error", 3)]
    [InlineData("OnFailure", "sys.exit(0)", "Succeeded", "Completed", 0)]
    public async Task A_group_that_runs_once_ends_with_its_exit_code(string policy, string code, string state, string detail,
        int exit)
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body(policy: policy,
            container: $$"""{"command":["python","-c","import sys; print('bye'); {{code}}"]}"""));

        var ended = new GroupView(await scene.UntilAsync(group => group.State is "Succeeded" or "Failed"));

        Assert.Equal((state, "Terminated", detail, exit), (ended.State, ended.Container, ended.Detail, ended.ExitCode));
        Assert.Equal("bye\n", await scene.LogAsync());
    }

    [Fact]
    public async Task A_container_whose_liveness_probe_fails_is_killed_and_started_again()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body(container: """
            {"livenessProbe":{"httpGet":{"path":"/health","port":5001,"scheme":"http"},"initialDelaySeconds":2,"periodSeconds":1,"failureThreshold":2,"timeoutSeconds":20}}
            """));
        var shown = await scene.UntilAsync(group => group.Container == "Running");

        await scene.AskAsync(shown, "/sicken");
        var restarted = new GroupView(await scene.UntilAsync(group => group is { Restarts: 1, Container: "Running" }));

        Assert.Contains("Liveness probe failed: HTTP probe failed with statuscode: 503", restarted.Messages,
            StringComparison.Ordinal);
        Assert.Contains("Killing", restarted.Events);
    }

    [Fact]
    public async Task Two_groups_of_one_port_get_two_addresses()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        var second = GroupScene.Body();
        second["properties"]!["ipAddress"]!["dnsNameLabel"] = "scoring-other";
        await scene.PutAsync(GroupScene.Body());
        await scene.PutAsync(second, id: GroupScene.Group + "-2");

        var (one, two) = (await scene.UntilAsync(group => group.Container == "Running"),
            await scene.UntilAsync(group => group.Container == "Running", GroupScene.Group + "-2"));
        var ports =
            new[] { await scene.AskAsync(one, "/env"), await scene.AskAsync(two, "/env") }.Select(each => (string)each["PORT"]!);

        Assert.Equal(2, ports.Distinct().Count());
    }

    [Fact]
    public async Task Containers_of_a_group_share_the_loopback_address_and_volumes_and_what_comes_before_them_is_over()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        var body = GroupScene.Body(container: """{"volumeMounts":[{"name":"shared","mountPath":"/shared"}]}""");
        body["properties"]!["volumes"] =
            JsonNode.Parse("""[{"name":"shared","emptyDir":{}},{"name":"keys","secret":{"key":"c2VjcmV0"}}]""");
        body["properties"]!["initContainers"] = JsonNode.Parse("""
            [{"name":"first","properties":{"image":"crmlops.azurecr.io/scoring:1","command":["/bin/sh","-c","cat /keys/key > /shared/early"],
              "volumeMounts":[{"name":"shared","mountPath":"/shared"},{"name":"keys","mountPath":"/keys"}]} }]
            """);
        body["properties"]!["containers"]!.AsArray().Add(JsonNode.Parse("""
            {"name":"sidecar","properties":{"image":"crmlops.azurecr.io/scoring:1","resources":{"requests":{"cpu":1,"memoryInGB":1}},
             "volumeMounts":[{"name":"shared","mountPath":"/shared"}],
             "command":["/bin/sh","-c","cat /shared/early && while true; do sleep 1; done"]} }
            """));

        await scene.PutAsync(body);
        await scene.UntilAsync(group => group.State == "Running");

        await Eventually.FindAsync(async () => (string?)(await scene.Rest.SendAsync(HttpMethod.Get,
            $"{GroupScene.Group}/containers/sidecar/logs?api-version=2025-09-01")).Body!["content"] == "secret" ? "read" : null);
    }

    [Fact]
    public async Task Groups_that_programs_made_start_and_who_may_nothing_reads_no_log()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.Rest.SeedAsync(GroupScene.Group, GroupScene.Body().ToJsonString());

        await scene.AskAsync(await scene.UntilAsync(group => group.Container == "Running"), "/");
        var stranger = scene.Rest.Http(objectId: await scene.Rest.IdentityAsync("id-stranger"));
        var refused = await scene.Rest.SendAsync(HttpMethod.Get,
            $"{GroupScene.Group}/containers/scoring/logs?api-version=2025-09-01", client: stranger);

        Assert.Equal((403, "AuthorizationFailed"), (refused.Status, (string?)refused.Body!["error"]!["code"]));
    }
}
