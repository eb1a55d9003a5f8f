using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Testing;

/// <summary>Runs a program under Pulumi's mocks, as an update: every output is known.</summary>
internal static class Run
{
    public static async Task<(AzureMocks Mocks, ResourceGraph Graph)> Program(Action<ComponentResourceOptions> declare)
    {
        var mocks = new AzureMocks();
        var graph = new ResourceGraph();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => declare(graph.RootOptions()));
        return (mocks, graph);
    }
}
