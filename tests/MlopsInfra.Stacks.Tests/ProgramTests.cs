using Pulumi;
using Pulumi.Testing;

namespace MlopsInfra.Stacks.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_wrong_configuration_declares_nothing_and_shows_without_a_stack_trace()
    {
        var mocks = new AzureMocks();
        var configuration = RawConfiguration.Parse("mlops-infra", "dev", """{"mlops-infra:location":"West Europe"}""", null);
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(
            mocks, new TestOptions { IsPreview = false }, () => MlopsStack.DeclareAsync(configuration, null)));

        Assert.StartsWith("Pulumi.dev.yaml has 1 configuration error:\n  - mlops-infra:location is 'West Europe'", error.Message);
        Assert.DoesNotContain("   at ", error.Message);
        Assert.Empty(mocks.Resources);
    }

    [Fact]
    public void The_program_knows_the_components_the_contract_and_the_reader_of_files_and_nothing_of_the_tools()
    {
        var own = typeof(MlopsStack).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("MlopsInfra."));
        // The contract's names are constants, so the compiler may leave no reference to it.
        Assert.Subset(
            new HashSet<string> { "MlopsInfra.Components", "MlopsInfra.Contract", "MlopsInfra.Formats" }, own.ToHashSet());
    }
}
