using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>The image of a release: built, found, refused.</summary>
public sealed class ImageReleaseTests
{
    [Fact]
    public async Task A_registry_that_takes_no_tasks_says_what_does()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        scene.Server.Options.AllowsRegistryTasks = false;

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev));

        Assert.Equal("TasksOperationsNotAllowed", refused.Code);
        Assert.Contains("--builder docker", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StepState.Failed, scene.Progress.Step("image").State);
    }

    [Fact]
    public async Task A_build_that_fails_shows_the_end_of_its_log()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var broken = TestFolders.Create("mlops-broken-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(broken.FullName, "Dockerfile"), "FROM python:3.11-slim\nCOPY nothing ./\n",
                TestContext.Current.CancellationToken);

            var failed = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Dev,
                change: options => options with { ScoringFolder = broken.FullName }));

            Assert.Equal("ImageBuildFailed", failed.Code);
            Assert.Contains(failed.Log, line => line.Contains("nothing", StringComparison.Ordinal));
        }
        finally
        {
            broken.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_image_of_the_same_content_is_not_built_again()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var first = await scene.ReleaseAsync(scene.Dev);
        // As if the release had ended between the build and the tags.
        await scene.RegisterAsync("1", new { factor = 2 });

        var second = await scene.ReleaseAsync(scene.Dev);

        Assert.Equal(first.Image, second.Image);
        Assert.DoesNotContain(scene.Handler.Written, each => each.EndsWith("/scheduleRun", StringComparison.Ordinal));
        Assert.Contains("same content: kept", scene.Progress.Step("image").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_leads_to_another_image_in_the_target_is_refused()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var one = await scene.ReleaseAsync(scene.Dev);
        await scene.RegisterAsync("2", new { factor = 2, other = true });
        var two = await scene.ReleaseAsync(scene.Dev);
        await scene.Prod.Arm.RunAsync(RequestMethod.Post,
            scene.Prod.Arm.Url($"{scene.Prod.RegistryId}/importImage", "2025-11-01"), new JsonObject
            {
                ["source"] = new JsonObject { ["resourceId"] = scene.Dev.RegistryId, ["sourceImage"] = one.Image!.Reference },
                ["targetTags"] = new JsonArray($"scoring:{two.Image!.Tag}"), ["mode"] = "NoForce",
            }, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<LifecycleException>(() => scene.ReleaseAsync(scene.Prod, "pumps:2"));

        Assert.Equal("ImageTagTaken", refused.Code);
    }

    [Fact]
    public async Task Without_Docker_its_builder_says_so()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var builder = new DockerBuilder(scene.Dev, new ImageRegistry(scene.Dev)) { Program = "docker-that-is-not-there" };

        var failed = await Assert.ThrowsAsync<LifecycleException>(() => builder.BuildAsync(
            new BuildContext([], new Dictionary<string, string>()), "scoring", TestContext.Current.CancellationToken));

        Assert.Equal("DockerNotFound", failed.Code);
        Assert.Contains("--builder acr", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docker_builds_from_standard_input_and_pushes_with_the_callers_identity()
    {
        await using var scene = await ReleaseScene.StartAsync();
        await scene.RegisterAsync("1", new { factor = 2 });
        var built = await scene.ReleaseAsync(scene.Dev);
        var folder = TestFolders.Create("mlops-docker-");
        try
        {
            // It stands for Docker: notes what it is told. The image that it "pushes" is there already.
            var program = Path.Combine(folder.FullName, "docker");
            await File.WriteAllTextAsync(program, $"""
                #!/bin/sh
                echo "$@" >> {folder.FullName}/said
                [ "$1" = build ] && tar -tzf - > {folder.FullName}/files
                [ "$1" = push ] && cat "$DOCKER_CONFIG/config.json" > {folder.FullName}/signed
                exit 0
                """, TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var registry = new ImageRegistry(scene.Dev);
            var files = await new ModelFiles(scene.Dev).FolderAsync(built.Model, TestContext.Current.CancellationToken);
            var context = BuildContext.Of(scene.Service, await files.ReadAsync(TestContext.Current.CancellationToken),
                new Dictionary<string, string>
                {
                    ["MLOPS_MODEL"] = "pumps:1", ["MLOPS_COMMIT"] = "93a380f", ["MLOPS_SOURCE"] = "",
                });

            var image = await new DockerBuilder(scene.Dev, registry) { Program = program }
                .BuildAsync(context, "scoring", TestContext.Current.CancellationToken);

            Assert.Equal(built.Image, image);
            var said = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "said"), TestContext.Current.CancellationToken);
            var name = $"crpumpsdev.azurecr.io/scoring:{image.Tag}";
            Assert.Equal($"build --platform linux/amd64 --tag {name} --build-arg MLOPS_COMMIT=93a380f "
                + "--build-arg MLOPS_MODEL=pumps:1 --build-arg MLOPS_SOURCE= -", said[0]);
            Assert.Equal($"push {name}", said[1]);
            Assert.Contains("model/model.json", await File.ReadAllLinesAsync(
                Path.Combine(folder.FullName, "files"), TestContext.Current.CancellationToken));
            Assert.Contains("\"crpumpsdev.azurecr.io\"", await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, "signed"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
