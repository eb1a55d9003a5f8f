using MlopsInfra.Components;
using Pulumi;
using Pulumi.Testing;

namespace Company.Components.Tests;

public sealed class FeatureContainerTests
{
    [Fact]
    public async Task The_container_is_private_and_the_writer_has_a_right_on_nothing_else()
    {
        var mocks = await DeclareAsync(Args("features"));

        var container = mocks.Resources["it-container"].Inputs;
        Assert.Equal("features", container["containerName"]);
        Assert.Equal("None", container["publicAccess"]);
        var right = Assert.Single(mocks.Resources.Values,
            resource => resource.Type == "azure-native:authorization:RoleAssignment").Inputs;
        Assert.Equal(RecordingMocks.IdOf("it-container"), right["scope"]);
    }

    [Fact]
    public async Task A_name_that_Azure_would_refuse_is_refused_before_anything_is_declared()
    {
        var mocks = new RecordingMocks();

        var error = await Record.ExceptionAsync(() => DeclareAsync(Args("Features!"), mocks));

        Assert.Contains("ContainerName is 'Features!'", error?.ToString(), StringComparison.Ordinal);
        Assert.Empty(mocks.Resources);
    }

    private static FeatureContainerArgs Args(string containerName) => new()
    {
        Placement = new Placement { ResourceGroupName = "rg", Location = "westeurope" },
        AccountName = "stcompany",
        ContainerName = containerName,
        WriterName = "id-features",
    };

    private static async Task<RecordingMocks> DeclareAsync(FeatureContainerArgs args, RecordingMocks? mocks = null)
    {
        mocks ??= new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => { _ = new FeatureContainer("it", args); });
        return mocks;
    }
}
