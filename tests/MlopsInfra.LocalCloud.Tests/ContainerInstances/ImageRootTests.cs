using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>The files of images stay in their folder.</summary>
public sealed class ImageRootTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("mlops-image").FullName;

    [Fact]
    public void A_volume_behind_a_link_of_the_image_is_refused_and_what_the_link_leads_to_stays()
    {
        var (root, outside, volume) =
            (Path.Combine(_folder, "root"), Path.Combine(_folder, "outside"), Path.Combine(_folder, "volume"));
        Directory.CreateDirectory(Path.Combine(outside, "kept"));
        Directory.CreateDirectory(root);
        Directory.CreateSymbolicLink(Path.Combine(root, "data"), outside);
        var link = new ImageFile("data", ImageFileKind.Link) { Target = outside };
        var image = new RecordedImage("linux", "amd64", null, new ImageConfiguration(),
            [new ImageLayer("sha256:0", 0, [link])], []);

        Assert.Throws<WorkloadException>(() => new ImageRoot(image, root).Link("/data/kept", volume));

        Assert.True(Directory.Exists(Path.Combine(outside, "kept")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
