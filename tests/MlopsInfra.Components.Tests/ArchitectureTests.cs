using NetArchTest.Rules;

namespace MlopsInfra.Components.Tests;

public sealed class ArchitectureTests
{
    private static readonly System.Reflection.Assembly Components = typeof(MlopsEnvironment).Assembly;

    [Fact]
    public void Components_reference_Pulumi_packages_only()
    {
        var others = Components.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.") && name != "System" && !name.StartsWith("Pulumi"));
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("Pulumi.Config")]
    [InlineData("System.Environment")]
    [InlineData("System.IO")]
    [InlineData("System.Net.Http")]
    public void Components_read_no_configuration_no_environment_variables_and_no_files(string forbidden)
    {
        var result = Types.InAssembly(Components).ShouldNot().HaveDependencyOn(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
