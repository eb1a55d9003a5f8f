using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Lifecycle.Tests.Tracing;

/// <summary>
/// Data leads to what was trained on it, by any of its names, also through sets that hold it; and a model leads back to the
/// blobs. Here: may.csv arrived (set aaaa, model 4), requests were collected (set bbbb, nothing trained on it), set cccc goes on
/// from that (model 5), and a run read the whole folder (set dddd, with the files of aaaa: model 6).
/// </summary>
public sealed class DataTraceTests : IAsyncLifetime
{
    private const string Requests = """{"requests":["req-7"],"files":[{"path":"data.csv","sha256":"22"}],"job":"collect-1"}""";

    private TraceScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await TraceScene.StartAsync();
        await SetAsync("aaaa", """
            {"job":"arrival-1","files":[{"path":"may.csv","sha256":"11"}],
             "blobs":[{"path":"in/may.csv","eTag":"0x9A","versionId":"2026-05-01T00:00:00.0000000Z","md5":"bWQ1","size":12}]}
            """, ("mlops.source", "arrival"), ("mlops.rows", "1200"));
        await SetAsync("bbbb", Requests, ("mlops.from", "2026-05-01T00:00:00Z/2026-05-08T00:00:00Z"));
        await SetAsync("cccc", """{"requests":["req-8"],"files":[{"path":"data.csv","sha256":"33"}]}""", ("mlops.base", "bbbb"));
        await SetAsync("dddd", """
            {"job":"run-1","files":[{"path":"in/may.csv","sha256":"11"},{"path":"june.csv","sha256":"44"}],"blobs":[]}
            """);
        foreach (var (job, model, set) in new[] { ("arrival-1", "4", "aaaa"), ("go-on", "5", "cccc"), ("run-1", "6", "dddd") })
        {
            await _scene.JobAsync(job, ("mlops.data", $"training_data:{set}"), ("dataVersion", $"etag-of-{job}"));
            await _scene.ModelAsync(_scene.Dev, model, ("mlops.job", job), ("mlops.data", $"training_data:{set}"));
        }
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("training_data:aaaa", "4 6")]
    [InlineData("azureml:training_data:aaaa", "4 6")]
    [InlineData("aaaa", "4 6")]
    [InlineData("in/may.csv", "4 6")]
    [InlineData("https://stdev.blob.core.windows.net/training-data/in/may.csv", "4 6")]
    [InlineData("https://stdev.blob.core.windows.net/training-data/in/may.csv?versionId=2026-05-01T00%3A00%3A00.0000000Z", "4 6")]
    [InlineData("azureml://datastores/training_data/paths/in/may.csv", "4 6")]
    [InlineData("\"0x9A\"", "4 6")]
    [InlineData("2026-05-01T00:00:00.0000000Z", "4 6")]
    [InlineData("training_data:dddd", "4 6")]
    [InlineData("req-7", "5")]
    [InlineData("req-8", "5")]
    [InlineData("training_data:bbbb", "5")]
    [InlineData("etag-of-go-on", "5")]
    public async Task Data_leads_to_every_model_by_any_of_its_names(string data, string models)
    {
        var chains = await _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = data });
        Assert.Equal(models, string.Join(' ', chains
            .Select(chain => chain.Links.Single(link => link.Kind == TraceKind.Model).Name!.Split(':')[1])
            .Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("may.csv")]
    [InlineData("https://stdev.blob.core.windows.net/training-data/in/may.csv?versionId=2020-01-01T00:00:00.0000000Z")]
    [InlineData("req")]
    [InlineData("")]
    public async Task What_nobody_was_trained_on_is_said_to_be_so(string data)
    {
        var none = await Assert.ThrowsAsync<LifecycleException>(() =>
            _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = data }));
        Assert.Equal("DataNotFound", none.Code);
    }

    [Fact]
    public async Task A_model_leads_back_to_its_version_of_the_data_and_the_blobs_that_were_read()
    {
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Dev, new TraceSubject { Model = "pumps:4" }));
        var asset = chain.Links.Single(link => link.Kind == TraceKind.Asset);
        Assert.Equal(("training_data:aaaa", "arrival, 1200"),
            (asset.Name,
                string.Join(", ", asset.Details.Where(detail => detail.Key is "from" or "rows").Select(one => one.Value))));
        var blob = chain.Links.Single(link => link.Kind == TraceKind.Blob);
        Assert.Equal(("in/may.csv", "eTag 0x9A, version 2026-05-01T00:00:00.0000000Z, bytes 12"),
            (blob.Name, string.Join(", ", blob.Details.Select(detail => $"{detail.Key} {detail.Value}"))));
    }

    [Fact]
    public async Task A_second_arrival_of_the_same_content_shows_the_blob_that_it_came_by()
    {
        await _scene.Cloud.UploadAsync(_scene.Dev, "training-data", "sets/aaaa/sources/arrival-2.json",
            """{"job":"arrival-2","files":[{"path":"may.csv","sha256":"11"}],"blobs":[{"path":"in/again.csv","eTag":"0x9B"}]}""");
        await _scene.JobAsync("arrival-2", ("mlops.data", "training_data:aaaa"), ("mlops.decision", "keep"));
        var chain = Assert.Single(await _scene.TraceAsync(_scene.Dev, new TraceSubject { Job = "arrival-2" }));
        Assert.Equal("in/again.csv", chain.Links.Single(link => link.Kind == TraceKind.Blob).Name);
        Assert.Equal(3, (await _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = "0x9B" })).Count);
    }

    [Fact]
    public async Task What_can_not_be_seen_is_told_beside_what_was_found()
    {
        await _scene.Cloud.PutAsync(_scene.Dev.StorageAccountId, new JsonObject
        {
            ["location"] = "westeurope", ["kind"] = "StorageV2", ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
            ["properties"] = new JsonObject { ["publicNetworkAccess"] = "Disabled" },
        });
        var chains = await _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = "training_data:aaaa" });
        Assert.Contains("can't be read from here (AuthorizationFailure)", Assert.Single(chains[^1].Links).Missing,
            StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<LifecycleException>(() =>
            _scene.TraceAsync(_scene.Dev, new TraceSubject { Data = "req-7" }));
        Assert.Contains("as far as can be seen", none.Message, StringComparison.Ordinal);
    }

    private async Task SetAsync(string version, string manifest, params (string Name, string Value)[] tags)
    {
        await _scene.Cloud.UploadAsync(_scene.Dev, "training-data", $"sets/{version}/manifest.json", manifest);
        await _scene.Cloud.PutAsync($"{_scene.Dev.WorkspaceId}/data/training_data/versions/{version}", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["dataType"] = "uri_folder", ["dataUri"] = $"azureml://datastores/training_data/paths/sets/{version}/",
                ["tags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Name, tag.Value))),
            },
        });
    }
}
