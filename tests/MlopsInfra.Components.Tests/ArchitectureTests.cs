using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
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

    // Azure DevOps has changed it once, and each service connection tells its own.
    [Fact]
    public void The_issuer_of_a_service_connection_is_no_constant()
    {
        using var file = File.OpenRead(Components.Location);
        using var image = new PEReader(file);
        var texts = Texts(image.GetMetadataReader()).ToList();
        Assert.Contains("https://token.actions.githubusercontent.com", texts);
        Assert.DoesNotContain(texts,
            text => text.Contains("vstoken", StringComparison.Ordinal)
                || text.Contains("login.microsoftonline", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts(MetadataReader metadata)
    {
        for (var text = metadata.GetNextHandle(default(UserStringHandle)); !text.IsNil; text = metadata.GetNextHandle(text))
            yield return metadata.GetUserString(text);
    }
}
