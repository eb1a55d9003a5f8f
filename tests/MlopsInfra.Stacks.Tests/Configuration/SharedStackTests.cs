namespace MlopsInfra.Stacks.Tests.Configuration;

/// <summary>What environments share is looked after by one stack: a second one is refused before anything is declared.</summary>
public sealed class SharedStackTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("stacks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_stacks_of_this_repository_share_with_one_that_manages() =>
        Assert.All((string[])["dev", "qa", "prod"],
            stack => Assert.NotNull(EnvironmentSettings.Read(StackFile.Read(stack) with { Folder = StackFile.Root })));

    [Fact]
    public void A_second_stack_that_manages_the_same_is_named()
    {
        var dev = StackFile.Read("dev");
        File.WriteAllText(Path.Combine(_folder, "Pulumi.dev.yaml"),
            File.ReadAllText(Path.Combine(StackFile.Root, "Pulumi.dev.yaml")));
        File.WriteAllText(Path.Combine(_folder, "Pulumi.qa.yaml"),
            File.ReadAllText(Path.Combine(StackFile.Root, "Pulumi.dev.yaml")));
        var errors = Assert.Throws<ConfigurationException>(() => EnvironmentSettings.Read(dev with { Folder = _folder })).Errors;
        Assert.Equal(["mlops-infra:azureDevOps.shared", "mlops-infra:gitHub.shared"], errors.Select(error => error.Key));
        Assert.All(errors, error => Assert.Contains("Pulumi.qa.yaml has ", error.Allowed, StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_of_the_same_name_in_another_organization_is_another_project()
    {
        var text = File.ReadAllText(Path.Combine(StackFile.Root, "Pulumi.dev.yaml"));
        var other = text.Replace("dev.azure.com/ORGANIZATION", "dev.azure.com/another", StringComparison.Ordinal)
            .Replace("repository: mlops-infra", "repository: other", StringComparison.Ordinal);
        Assert.Contains("dev.azure.com/another", other, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "Pulumi.other.yaml"), other);
        Assert.NotNull(EnvironmentSettings.Read(StackFile.Read("dev") with { Folder = _folder }));
    }

    [Fact]
    public void Another_repository_is_another_matter_and_a_broken_file_is_none_of_this_stack()
    {
        var text = File.ReadAllText(Path.Combine(StackFile.Root, "Pulumi.dev.yaml"));
        File.WriteAllText(Path.Combine(_folder, "Pulumi.other.yaml"),
            text.Replace("repository: mlops-infra", "repository: other", StringComparison.Ordinal)
                .Replace("project: mlops", "project: other", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "Pulumi.broken.yaml"), "config: [");
        Assert.NotNull(EnvironmentSettings.Read(StackFile.Read("dev") with { Folder = _folder }));
    }
}
