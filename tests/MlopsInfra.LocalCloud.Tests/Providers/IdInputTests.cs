using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>An oddity of azure-native: an input that is called <c>id</c>, here the resource's name.</summary>
public sealed class IdInputTests
{
    [Fact]
    public void An_input_that_is_called_id_is_no_id()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var workspace = Scenes.Workspace(azure);
        var job = provider.Create("azure-native:machinelearningservices:LabelingJob", "images", Map(
            ("resourceGroupName", "rg"), ("workspaceName", workspace[(workspace.LastIndexOf('/') + 1)..]), ("id", "pumps"),
            ("labelingJobProperties", Map(("jobType", "Labeling"), ("displayName", "Pumps")))));
        Assert.Equal($"{workspace}/labelingJobs/pumps", job.State.Id);
        Assert.Equal("Pumps", azure.Get(job.State.Id)!["properties"]!["displayName"]!.GetValue<string>());
        Assert.Equal("pumps",
            Text(provider.Read("azure-native:machinelearningservices:LabelingJob", job.State.Id)!.Inputs!["id"]));
        var watcher = provider.Create("azure-native:network:NetworkWatcher", "watcher",
            Map(("resourceGroupName", "rg"), ("networkWatcherName", "watcher")));
        Assert.Equal(TestCloud.In("Microsoft.Network/networkWatchers", "watcher"), watcher.State.Id);
    }
}
