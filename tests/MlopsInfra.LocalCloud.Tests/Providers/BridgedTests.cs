using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>Azure DevOps and GitHub: what they compute and what they refuse.</summary>
public sealed class BridgedTests : IDisposable
{
    private const string DevOps = "azuredevops:index/";
    private const string Connection = $"{DevOps}serviceEndpointAzureRM:ServiceEndpointAzureRM";
    private const string Pipeline = $"{DevOps}buildDefinition:BuildDefinition";

    private readonly DirectoryInfo _folder = TestFolders.Create("cloud-");

    [Fact]
    public void A_service_connection_tells_its_issuer_and_subject()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud, "azuredevops");
        var project = provider.Create($"{DevOps}project:Project", "mlops", Map(("name", "mlops"))).State.Id;
        var inputs = Map(("projectId", project), ("serviceEndpointName", "azure-dev"),
            ("serviceEndpointAuthenticationScheme", "WorkloadIdentityFederation"), ("azurermSpnTenantid", TestCloud.Tenant));
        var connection = provider.Create(Connection, "dev", inputs).State;
        Assert.Equal("sc://local/mlops/azure-dev", Text(connection.Outputs["workloadIdentityFederationSubject"]));
        Assert.StartsWith("https://vstoken.dev.azure.com/", Text(connection.Outputs["workloadIdentityFederationIssuer"]),
            StringComparison.Ordinal);
        Assert.Equal("AlreadyExists", provider.Refused(Connection, "again", inputs).Code);
    }

    [Fact]
    public void References_that_point_at_nothing_are_refused()
    {
        using var azure = new TestCloud(new LocalCloudOptions { RepositoryFolder = _folder.FullName });
        var provider = new Provider(azure.Cloud, "azuredevops");
        var nothing = Guid.NewGuid().ToString();
        Assert.Equal("ProjectDoesNotExistException",
            provider.Refused($"{DevOps}environment:Environment", "dev", Map(("projectId", nothing), ("name", "dev"))).Code);
        var project = provider.Create($"{DevOps}project:Project", "mlops", Map(("name", "mlops"))).State.Id;
        var repository = provider.Create($"{DevOps}git:Git", "code",
            Map(("projectId", project), ("name", "code"), ("initialization", Map(("initType", "Clean"))))).State.Id;
        var group = double.Parse(provider.Create($"{DevOps}variableGroup:VariableGroup", "dev",
            Map(("projectId", project), ("name", "dev"), ("variables", List(Map(("name", "ENV"), ("value", "dev")))))).State.Id);
        PropertyMap Inputs(string repo, double variables) =>
            Map(("projectId", project), ("name", "train"), ("variableGroups", List(variables)),
            ("repository", Map(("repoType", "TfsGit"), ("repoId", repo), ("ymlPath", "azure-pipelines.yml"))));
        Assert.Equal("GitRepositoryNotFoundException", provider.Refused(Pipeline, "train", Inputs(nothing, group)).Code);
        Assert.Equal("PipelineYamlFileNotFound", provider.Refused(Pipeline, "train", Inputs(repository, group)).Code);
        File.WriteAllText(Path.Combine(_folder.FullName, "azure-pipelines.yml"), "trigger: none");
        Assert.Equal("VariableGroupNotFoundException", provider.Refused(Pipeline, "train", Inputs(repository, 0)).Code);
        Assert.Equal("ServiceEndpointNotFoundException",
            provider.Refused(Pipeline, "train", Map(("projectId", project), ("name", "train"),
            ("repository", Map(("repoType", "GitHub"), ("repoId", "octo/mlops"), ("serviceConnectionId", nothing))))).Code);
        var pipeline = provider.Create(Pipeline, "train", Inputs(repository, group));
        Assert.Equal(1, ((PropertyValue.Number)pipeline.State.Outputs["revision"]).Value);
        Assert.Equal("ResourceNotFoundException", provider.Refused($"{DevOps}checkExclusiveLock:CheckExclusiveLock", "lock",
            Map(("projectId", project), ("targetResourceType", "environment"), ("targetResourceId", "7"))).Code);
    }

    [Fact]
    public async Task Github_keeps_secrets_and_knows_its_environments()
    {
        using var azure = new TestCloud(new LocalCloudOptions { ExistingRepositories = ["octo/existing"] });
        var provider = new Provider(azure.Cloud, "github");
        await provider.Inner.ConfigureAsync(Map(("owner", "octo")), TestContext.Current.CancellationToken);
        const string environmentType = "github:index/repositoryEnvironment:RepositoryEnvironment";
        const string secretType = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";
        Assert.Equal("404", provider.Refused(environmentType, "dev", Map(("repository", "mlops"), ("environment", "dev"))).Code);
        var repository =
            provider.Create("github:index/repository:Repository", "mlops", Map(("name", "mlops"), ("visibility", "private")));
        Assert.Equal("octo/mlops", Text(repository.State.Outputs["fullName"]));
        PropertyMap Secret(string name) =>
            Map(("repository", "mlops"), ("environment", "dev"), ("secretName", name),
                ("value", new PropertyValue.Secret("hunter2")));
        Assert.Equal("404", provider.Refused(secretType, "token", Secret("TOKEN")).Code);
        provider.Create(environmentType, "dev", Map(("repository", "mlops"), ("environment", "dev")));
        Assert.IsType<PropertyValue.Secret>(provider.Create(secretType, "token", Secret("TOKEN")).State.Outputs["value"]);
        Assert.Equal("secretName", Assert.Single(provider.Check(secretType, "token", Secret("GITHUB_TOKEN")).Failures).Property);
        provider.Create(environmentType, "existing", Map(("repository", "existing"), ("environment", "dev")));
    }

    [Fact]
    public void A_name_is_made_up_as_the_bridge_does()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud, "azuredevops");
        Assert.Matches("^mlops-[0-9a-f]{7}$",
            Text(provider.Check($"{DevOps}project:Project", "mlops", PropertyMap.Empty).Inputs["name"]));
        Assert.Equal("TF200006",
            Assert.Single(provider.Check($"{DevOps}project:Project", "mlops", Map(("name", "ml/ops"))).Failures).Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
