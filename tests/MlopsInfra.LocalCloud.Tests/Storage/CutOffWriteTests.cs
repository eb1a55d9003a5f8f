using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>What a process was writing when it was killed is cleared away by the next one that writes.</summary>
public sealed class CutOffWriteTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("blobs-").FullName;

    [Fact]
    public async Task Content_that_came_in_half_is_gone_when_other_content_comes_in()
    {
        var cut = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "incoming")).FullName, "cut");
        File.WriteAllText(cut, "half of it");
        var store = new ContentStore(_folder);
        Assert.True(File.Exists(cut));
        var stored = await store.WriteAsync([() => new MemoryStream("whole"u8.ToArray())], TestContext.Current.CancellationToken);
        Assert.False(File.Exists(cut));
        await using var read = store.Open(stored.Hash);
        Assert.Equal(5, read.Length);
        // What comes in meanwhile stays.
        await using var incoming = store.OpenIncoming();
        await store.WriteAsync([() => new MemoryStream("more"u8.ToArray())], TestContext.Current.CancellationToken);
        Assert.True(File.Exists(incoming.Name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
