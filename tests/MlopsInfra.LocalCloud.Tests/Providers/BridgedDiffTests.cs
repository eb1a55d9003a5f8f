using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// What a change of a bridged resource's inputs means: no change, an update, a replacement, and what goes first then.
/// </summary>
public sealed class BridgedDiffTests : IDisposable
{
    private const string Pipeline = "azuredevops:index/buildDefinition:BuildDefinition";
    private const string Project = "azuredevops:index/project:Project";
    private const string Queue = "azuredevops:index/queue:Queue";
    private const string Repository = "github:index/repository:Repository";
    private const string Variable = "github:index/actionsVariable:ActionsVariable";
    private const string Secret = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";

    private readonly TestCloud _azure = new();

    private static PropertyMap PipelineInputs { get; } = Map(("projectId", "7"), ("name", "train"),
        ("repository", Map(("repoType", "TfsGit"), ("repoId", "1"), ("ymlPath", "train.yml"))));

    [Fact]
    public void A_state_from_before_the_defaults_is_no_change() =>
    Assert.Empty(Diff(Pipeline, PipelineInputs, PipelineInputs).Changes);

    [Fact]
    public void The_same_program_again_is_no_change() =>
    Assert.Empty(Diff(Pipeline, Checked(Pipeline, PipelineInputs), PipelineInputs).Changes);

    [Fact]
    public void A_value_that_the_program_takes_back_goes_back_to_the_default()
    {
        var change = Assert.Single(Diff(Pipeline, Checked(Pipeline, PipelineInputs.With("queueStatus", "paused")),
            PipelineInputs).Changes);
        Assert.Equal(("queueStatus", PropertyChangeKind.Update, false), (change.Path, change.Kind, change.ForcesReplacement));
    }

    [Fact]
    public void What_the_service_decides_may_be_left_out()
    {
        var given = Map(("name", "mlops"), ("topics", List("ml")), ("hasIssues", true));
        Assert.Equal(["hasIssues"], Paths(Diff(Repository, Checked(Repository, given), Map(("name", "mlops")))));
    }

    [Fact]
    public void Only_what_the_provider_says_needs_a_new_resource()
    {
        var old = Checked(Pipeline, PipelineInputs);
        Assert.False(Diff(Pipeline, old, PipelineInputs.With("name", "other")).RequiresReplacement);
        var moved = Diff(Pipeline, old, PipelineInputs.With("projectId", "8"));
        Assert.Equal(["projectId"], Paths(moved));
        Assert.True(moved.RequiresReplacement);
        Assert.True(Diff(Queue, Checked(Queue, Map(("projectId", "7"), ("agentPoolId", 1))),
            Map(("projectId", "7"), ("agentPoolId", 2))).RequiresReplacement);
    }

    [Fact]
    public void The_old_one_goes_first_where_the_program_chose_the_name()
    {
        Assert.True(Diff(Pipeline, Checked(Pipeline, PipelineInputs), PipelineInputs.With("projectId", "8")).DeleteBeforeReplace);
        var unnamed = PipelineInputs.Without("name");
        Assert.False(Diff(Pipeline, Checked(Pipeline, unnamed), unnamed.With("projectId", "8")).DeleteBeforeReplace);
        var variable = Map(("repository", "a"), ("variableName", "ENV"), ("value", "dev"));
        Assert.False(Diff(Variable, Checked(Variable, variable), variable.With("repository", "b")).DeleteBeforeReplace);
        var secret = Map(("repository", "a"), ("environment", "dev"), ("secretName", "TOKEN"), ("value", "x"));
        Assert.True(Diff(Secret, Checked(Secret, secret), secret.With("environment", "qa")).DeleteBeforeReplace);
    }

    [Fact]
    public void Differences_that_the_provider_passes_over_are_none()
    {
        Assert.Empty(Diff(Project, Checked(Project, Map(("name", "Mlops"), ("visibility", "private"))),
            Map(("name", "mlops"), ("visibility", "Private"))).Changes);
        Assert.Equal(["description"],
            Paths(Diff(Project, Checked(Project, Map(("name", "m"), ("description", "a"))),
                Map(("name", "m"), ("description", "A")))));
    }

    [Fact]
    public void A_refresh_changes_what_differs_and_adds_nothing()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud, "azuredevops");
        var project = provider.Create(Project, "p", Map(("name", "p"), ("description", "old")));
        Assert.Equal(project.Inputs, Read(provider, project.State.Id, project.Inputs).Inputs);

        provider.Update(Project, "p", project, Map(("name", "p"), ("description", "new"), ("visibility", "public")));
        var refreshed = Read(provider, project.State.Id, project.Inputs).Inputs!;
        Assert.Equal("new", Text(refreshed["description"]));
        Assert.Equal("public", Text(refreshed["visibility"]));
        Assert.DoesNotContain((PropertyValue)"visibility", ((PropertyValue.List)refreshed["__defaults"]).Items);
        Assert.Equal(["description", "visibility"],
            Paths(Diff(Project, refreshed, Map(("name", "p"), ("description", "old")))).Order());
    }

    [Fact]
    public void A_first_reading_takes_what_has_no_default()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud, "azuredevops");
        var project = provider.Create(Project, "p", Map(("name", "p"), ("description", "x")));
        var inputs = provider.Read(Project, project.State.Id)!.Inputs!;
        Assert.Equal(["__defaults", "description", "name"],
            inputs.Keys.Where(key => key != "processTemplateId").Order(StringComparer.Ordinal));
        Assert.Empty(Diff(Project, inputs, Map(("name", "p"), ("description", "x"))).Changes
            .Where(change => change.Kind != PropertyChangeKind.Add));
    }

    [Fact]
    public void What_Terraform_can_t_import_is_not_read_by_its_id_alone()
    {
        var provider = new Provider(_azure.Cloud, "azuredevops");
        var refusal = Assert.Throws<ProviderException>(() => provider.Read("azuredevops:index/checkApproval:CheckApproval", "1"));
        Assert.Equal("resource azuredevops_check_approval doesn't support import", refusal.Message);
    }

    public void Dispose() => _azure.Dispose();

    private static ResourceState Read(Provider provider, string id, PropertyMap inputs) =>
        provider.Inner
            .ReadAsync(new ReadRequest(Urn(Project, "p"), Project, id, inputs, PropertyMap.Empty),
                TestContext.Current.CancellationToken)
            .AsTask().GetAwaiter().GetResult()!;

    private static IEnumerable<string> Paths(DiffResult diff) => diff.Changes.Select(change => change.Path);

    private PropertyMap Checked(string type, PropertyMap inputs) =>
        new Provider(_azure.Cloud, type.Split(':')[0]).Check(type, "x", inputs).Inputs;

    private DiffResult Diff(string type, PropertyMap old, PropertyMap inputs) =>
        new Provider(_azure.Cloud, type.Split(':')[0]).Diff(type, "x", (new ResourceState("1", null, PropertyMap.Empty), old),
            inputs);
}
