using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>A release that is killed after any of its writes: the same command again comes to the same end.</summary>
public sealed class InterruptedReleaseTests
{
    [Fact]
    public Task In_QA() => ConvergesAsync(isPrivate: false, (scene, version) => scene.RegisterAsync(version, new { factor = 2 }),
        (scene, version) => scene.ReleaseAsync(scene.Dev, $"pumps:{version}"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_production(bool isPrivate) => ConvergesAsync(isPrivate, async (scene, version) =>
    {
        await scene.RegisterAsync(version, new { factor = 2 });
        await scene.ReleaseAsync(scene.Dev, $"pumps:{version}");
    }, (scene, version) => scene.ReleaseAsync(scene.Prod, $"pumps:{version}"));

    [Fact]
    public async Task One_that_is_taken_back()
    {
        await using var scene = await ReleaseScene.StartAsync();
        var good = await scene.ReleaseBothAsync("1", new { factor = 2 });
        for (var (writes, isKilled) = (1, true); isKilled; writes++)
        {
            var version = $"{writes + 1}";
            await scene.RegisterAsync(version, new { factor = 2, fails_after = 25, version });
            await scene.ReleaseAsync(scene.Dev, $"pumps:{version}", options => options with { Requests = 5 });
            scene.Handler.Reset(writes);
            var end = await Assert.ThrowsAnyAsync<Exception>(() => scene.ReleaseAsync(scene.Prod, $"pumps:{version}"));
            scene.Handler.Reset();
            isKilled = end is KilledException;
            if (isKilled)
            {
                var again = await Assert.ThrowsAsync<LifecycleException>(
                    () => scene.ReleaseAsync(scene.Prod, $"pumps:{version}"));
                Assert.True(again.Code is "WatchFailed" or "SmokeTestFailed", $"after {writes} writes: {again.Message}");
            }

            Assert.Equal([good.Release!], await scene.DeploymentsAsync());
            var endpoint = await scene.EndpointAsync();
            Assert.Equal(100, (int)endpoint["properties"]!["traffic"]![good.Release!]!);
            Assert.Null(endpoint["tags"]![LifecycleTags.Lock]);
        }
    }

    private static async Task ConvergesAsync(bool isPrivate, Func<ReleaseScene, string, Task> prepare,
        Func<ReleaseScene, string, Task<ReleaseResult>> release)
    {
        await using var scene = await ReleaseScene.StartAsync(isPrivate);
        // Two that came before: one is kept, and the other one is deleted.
        var before = "";
        foreach (var version in (string[])["1", "2"])
        {
            await prepare(scene, version);
            before = (await release(scene, version)).Release!;
        }

        Dictionary<string, int> ends = [];
        for (var (writes, isKilled) = (1, true); isKilled; writes++)
        {
            var version = $"{writes + 2}";
            await prepare(scene, version);
            scene.Handler.Reset(writes);
            try
            {
                await release(scene, version);
                isKilled = false;
                Assert.True(writes > 5, "A release has more writes than that.");
            }
            catch (KilledException)
            {
                // The same command follows.
            }

            scene.Handler.Reset();
            var result = await release(scene, version);
            ends.TryAdd(await EndAsync(scene, result, before), writes);
            scene.Handler.Reset();
            await release(scene, version);
            Assert.Equal([], scene.Handler.Written);
            before = result.Release!;
        }

        Assert.True(ends.Count == 1, string.Join("\n\n", ends.Select(end => $"killed after {end.Value} writes:\n{end.Key}")));
    }

    // What there is at the end, but for names and moments.
    private static async Task<string> EndAsync(ReleaseScene scene, ReleaseResult result, string before)
    {
        var (group, endpoint) = (await scene.GroupAsync(), await scene.EndpointAsync());
        string[] all =
        [
            Tags(group), (string)group["properties"]!["containers"]![0]!["properties"]!["image"]!, Tags(endpoint),
            string.Join(' ', endpoint["properties"]!["traffic"]!.AsObject()
                .OrderBy(share => (int)share.Value!).Select(share => $"{share.Key}={share.Value}")),
            string.Join(' ', (await scene.DeploymentsAsync()).OrderBy(name => name == result.Release ? 0 : 1)),
        ];
        var version = int.Parse(result.Model.Version, System.Globalization.CultureInfo.InvariantCulture);
        return string.Join('\n', all).Replace(result.Release!, "NEW", StringComparison.Ordinal)
            .Replace(before, "OLD", StringComparison.Ordinal).Replace(result.Image!.Digest, "IMAGE", StringComparison.Ordinal)
            .Replace($"pumps:{version} ", "pumps:N ", StringComparison.Ordinal)
            .Replace($"pumps:{version - 1} ", "pumps:M ", StringComparison.Ordinal)
            .Replace($"train-{version} ", "train-N ", StringComparison.Ordinal);
    }

    private static string Tags(JsonObject shown) => string.Concat(shown["tags"]!.AsObject()
        .Where(tag => tag.Key != LifecycleTags.At).OrderBy(tag => tag.Key, StringComparer.Ordinal)
        .Select(tag => tag.Key == LifecycleTags.Previous ? $"{tag.Key}={((string)tag.Value!).Split('@')[0]} "
            : $"{tag.Key}={tag.Value} "));
}
