using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// A creation whose answer never came is asked for again: what it made is taken over, also where nothing but the request says
/// that it is the same.
/// </summary>
public sealed class InterruptedCreationTests : IDisposable
{
    private const string DevOps = "azuredevops:index/";
    private const string Lock = $"{DevOps}checkExclusiveLock:CheckExclusiveLock";
    private const string Folder = $"{DevOps}buildFolder:BuildFolder";
    private const string Permission = $"{DevOps}feedPermission:FeedPermission";
    private const string Group = "azure-native:resources:ResourceGroup";

    private readonly TestCloud _azure = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_that_is_made_up_is_made_up_once()
    {
        var provider = new Provider(_azure.Cloud, "azuredevops");
        var (project, environment, feed) = Project(provider);
        var locked = Map(("projectId", project), ("targetResourceType", "environment"), ("targetResourceId", environment));
        var permitted = Map(("projectId", project), ("feedId", feed), ("identityDescriptor", "vssgp.x"), ("role", "reader"));
        foreach (var (type, inputs) in ((string, PropertyMap)[])[(Lock, locked), (Permission, permitted)])
        {
            var first = await CreateAsync(provider, type, inputs, "one", mayExist: false);
            var again = await CreateAsync(provider, type, inputs, "one", mayExist: true);
            Assert.Equal(first.Id, again.Id);
            Assert.Equal(first.Outputs, again.Outputs);
            // What another request made is none of its matter.
            Assert.NotEqual(first.Id, (await CreateAsync(provider, type, inputs, "two", mayExist: true)).Id);
        }

        var changed = await CreateAsync(provider, Lock, locked.With("timeout", 7), "one", mayExist: true);
        Assert.Equal(7, Assert.IsType<PropertyValue.Number>(changed.Outputs["timeout"]).Value);
        var same = await CreateAsync(provider, Lock, locked.With("timeout", 7), "one", mayExist: true);
        Assert.Equal((changed.Id, changed.Outputs), (same.Id, same.Outputs));
    }

    [Fact]
    public async Task An_id_that_is_made_of_inputs_moves_with_them()
    {
        var provider = new Provider(_azure.Cloud, "azuredevops");
        var (project, _, _) = Project(provider);
        PropertyMap Inputs(string path) => Map(("projectId", project), ("path", path));
        var first = await CreateAsync(provider, Folder, Inputs(@"\old"), "one", mayExist: false);
        var again = await CreateAsync(provider, Folder, Inputs(@"\new"), "one", mayExist: true);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Null(provider.Read(Folder, first.Id));
    }

    [Fact]
    public async Task What_somebody_else_made_is_refused_although_a_creation_was_cut_off()
    {
        var devOps = new Provider(_azure.Cloud, "azuredevops");
        var (project, _, _) = Project(devOps);
        var inputs = Map(("projectId", project), ("name", "train"));
        await CreateAsync(devOps, $"{DevOps}environment:Environment", inputs, "somebody", mayExist: false);
        Assert.Equal("AlreadyExists", (await Assert.ThrowsAsync<ProviderException>(() =>
            CreateAsync(devOps, $"{DevOps}environment:Environment", inputs, "one", mayExist: true))).Code);

        var azure = new Provider(_azure.Cloud);
        var group = Map(("resourceGroupName", "rg-taken"), ("location", "westeurope"));
        await CreateAsync(azure, Group, group, "somebody", mayExist: false);
        Assert.Equal("ResourceAlreadyExists", (await Assert.ThrowsAsync<ProviderException>(() =>
            CreateAsync(azure, Group, group, "one", mayExist: true))).Code);
        await CreateAsync(azure, Group, group, "somebody", mayExist: true);
    }

    [Fact]
    public async Task A_random_name_stays_the_one_that_was_made()
    {
        var provider = new Provider(_azure.Cloud);
        var inputs = Map(("location", "westeurope"));
        var first = provider.Check(Group, "group", inputs).Inputs;
        var made = await CreateAsync(provider, Group, first, "one", mayExist: false);
        var another = provider.Check(Group, "group", inputs).Inputs;
        Assert.NotEqual(first, another);
        var request = new CheckRequest(Urn(Group, "group"), Group, "group", null, inputs, false,
            [.. System.Text.Encoding.UTF8.GetBytes("group")]) { InterruptedRequestId = "one" };
        var again = (await provider.Inner.CheckAsync(request, Token)).Inputs;
        Assert.Equal(first, again);
        Assert.Equal(made.Id, (await CreateAsync(provider, Group, again, "one", mayExist: true)).Id);
    }

    [Fact]
    public async Task Who_made_something_is_known_after_a_restart()
    {
        var folder = TestFolders.Create("cloud-");
        try
        {
            string project, environment, id;
            using (var azure = new TestCloud(directory: folder.FullName))
            {
                var provider = new Provider(azure.Cloud, "azuredevops");
                (project, environment, _) = Project(provider);
                id = (await CreateAsync(provider, Lock, Map(("projectId", project), ("targetResourceType", "environment"),
                    ("targetResourceId", environment)), "one", mayExist: false)).Id;
            }

            using var again = new TestCloud(directory: folder.FullName);
            var stored = new Provider(again.Cloud, "azuredevops");
            Assert.Equal(id, (await CreateAsync(stored, Lock, Map(("projectId", project), ("targetResourceType", "environment"),
                ("targetResourceId", environment)), "one", mayExist: true)).Id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _azure.Dispose();

    private static (string Project, string Environment, string Feed) Project(Provider provider)
    {
        var project = provider.Create($"{DevOps}project:Project", "mlops", Map(("name", "mlops"))).State.Id;
        return (project,
            provider.Create($"{DevOps}environment:Environment", "dev", Map(("projectId", project), ("name", "dev"))).State.Id,
            provider.Create($"{DevOps}feed:Feed", "feed", Map(("projectId", project), ("name", "releases"))).State.Id);
    }

    private static async Task<ResourceState> CreateAsync(Provider provider, string type, PropertyMap inputs, string requestId,
        bool mayExist)
    {
        var request = new CreateRequest(Urn(type, "x"), type, inputs, null) { RequestId = requestId, MayExist = mayExist };
        return await provider.Inner.CreateAsync(request, Token);
    }
}
