using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Stacks.Tests;

/// <summary>
/// The resource graph of each committed environment, as a file. A change of the infrastructure shows as a diff in review.
/// To refresh: <c>UPDATE_SNAPSHOTS=1 dotnet test tests/MlopsInfra.Stacks.Tests</c>, then read the diff.
/// </summary>
public sealed class GoldenGraphTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task The_resource_graph_is_the_committed_one(string stack)
    {
        var actual = await Graph(stack);
        var path = Path.Combine(StackFile.Root, "tests", "MlopsInfra.Stacks.Tests", "Snapshots", $"{stack}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, actual);
            Assert.Skip($"wrote {path}");
        }

        Assert.Equal(await File.ReadAllTextAsync(path), actual);
    }

    [Fact]
    public async Task Two_runs_declare_the_same_graph() => Assert.Equal(await Graph("dev"), await Graph("dev"));

    private static async Task<string> Graph(string stack)
    {
        var mocks = new AzureMocks();
        var graph = new ResourceGraph();
        var options = new TestOptions { IsPreview = false, ProjectName = "mlops-infra", StackName = stack };
        await Deployment.TestAsync(mocks, options, () => MlopsStack.DeclareAsync(StackFile.Read(stack), graph.RootOptions()));
        return await graph.ToJson(mocks);
    }
}
