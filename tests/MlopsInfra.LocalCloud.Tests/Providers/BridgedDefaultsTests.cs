using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// What Check writes into the inputs of bridged resources: Terraform's defaults and automatic names, noted in <c>__defaults</c>.
/// </summary>
public sealed class BridgedDefaultsTests : IDisposable
{
    private const string Pipeline = "azuredevops:index/buildDefinition:BuildDefinition";
    private const string Project = "azuredevops:index/project:Project";
    private const string Group = "azuredevops:index/variableGroup:VariableGroup";

    private readonly TestCloud _azure = new();
    private readonly Provider _provider;

    public BridgedDefaultsTests() => _provider = new Provider(_azure.Cloud, "azuredevops");

    private static PropertyMap PipelineInputs { get; } = Map(("projectId", "7"), ("name", "train"),
        ("repository", Map(("repoType", "TfsGit"), ("repoId", "1"), ("ymlPath", "train.yml"))));

    [Fact]
    public void Defaults_are_filled_in_at_every_level_and_noted_beside_what_was_filled_in()
    {
        var inputs = Check(Pipeline, PipelineInputs);
        Assert.Equal("Azure Pipelines", Text(inputs["agentPoolName"]));
        Assert.Equal("projectCollection", Text(inputs["jobAuthorizationScope"]));
        Assert.Equal("\\", Text(inputs["path"]));
        Assert.Equal("enabled", Text(inputs["queueStatus"]));
        Assert.Equal(["agentPoolName", "jobAuthorizationScope", "path", "queueStatus"], Defaults(inputs));
        var repository = Members(inputs["repository"]);
        Assert.Equal("master", Text(repository["branchName"]));
        Assert.Equal(["branchName", "githubEnterpriseUrl", "reportBuildStatus", "serviceConnectionId"], Defaults(repository));
    }

    [Fact]
    public void What_is_given_is_no_default_and_an_object_without_defaults_says_so()
    {
        var inputs = Check(Pipeline,
            PipelineInputs.With("path", "\\ml").With("agentPoolName", "own").With("jobAuthorizationScope", "project")
                .With("queueStatus", "paused"));
        Assert.Empty(Defaults(inputs));
        Assert.Empty(Defaults(Members(Check(Project,
            Map(("name", "p"), ("features", Map(("boards", "disabled")))))["features"])));
    }

    [Fact]
    public void Items_of_lists_have_defaults_of_their_own()
    {
        var inputs = Check(Group, Map(("projectId", "7"), ("name", "dev"), ("variables", List(
            Map(("name", "A"), ("value", "1")),
            Map(("name", "B"), ("secretValue", new PropertyValue.Secret("x")), ("isSecret", true))))));
        var variables = ((PropertyValue.List)inputs["variables"]).Items.Select(Members).ToList();
        Assert.Equal(["isSecret", "secretValue"], Defaults(variables[0]));
        Assert.Equal(["value"], Defaults(variables[1]));
        Assert.Equal("x", Text(Assert.IsType<PropertyValue.Secret>(variables[1]["secretValue"]).Value));
    }

    [Fact]
    public void An_automatic_name_is_a_default_and_stays()
    {
        var first = Check(Project, PropertyMap.Empty);
        Assert.Contains("name", Defaults(first));
        Assert.Equal(first, Check(Project, PropertyMap.Empty, first));
        var named = Check(Project, Map(("name", "given")), first);
        Assert.DoesNotContain("name", Defaults(named));
        Assert.NotEqual("given", Text(Check(Project, PropertyMap.Empty, named)["name"]));
    }

    [Fact]
    public void A_default_that_was_written_down_stays_while_a_value_of_the_program_does_not()
    {
        var old = Check(Pipeline, PipelineInputs).With("path", "\\of an earlier version").With("queueStatus", "paused");
        var noted = old.With("__defaults", List("agentPoolName", "jobAuthorizationScope", "path"));
        var now = Check(Pipeline, PipelineInputs, noted);
        Assert.Equal("\\of an earlier version", Text(now["path"]));
        Assert.Equal("enabled", Text(now["queueStatus"]));
        Assert.Equal("paused", Text(Check(Pipeline, PipelineInputs, old.Without("__defaults"))["queueStatus"]));
    }

    [Fact]
    public void What_excludes_another_keeps_its_default_away()
    {
        var filter = Map(("branchFilters", List(Map(("includes", List("main"))))));
        var trigger = Members(Check(Pipeline, PipelineInputs.With("ciTrigger", Map(("override", filter))))["ciTrigger"]);
        Assert.DoesNotContain("useYaml", trigger.Keys);
        var repository = Members(Check(Pipeline,
            PipelineInputs.With("repository", Map(("repoType", "Git"), ("repoId", "1"), ("url", "https://git")))) ["repository"]);
        Assert.DoesNotContain("githubEnterpriseUrl", repository.Keys);
        Assert.Contains("useYaml", Members(Check(Pipeline, PipelineInputs.With("ciTrigger", Map()))["ciTrigger"]).Keys);
    }

    [Fact]
    public void What_was_checked_before_comes_out_as_it_was()
    {
        // So it is with ignoreChanges, where the engine puts old inputs among the new ones.
        var old = Check(Pipeline, PipelineInputs.With("ciTrigger", Map(("useYaml", true))));
        Assert.Equal(old, Check(Pipeline, old, old));
        const string git = "azuredevops:index/git:Git";
        var inputs = Map(("projectId", "7"), ("name", "code"),
            ("initialization", Map(("initType", "Clean"), ("username", ""), ("serviceConnectionId", ""),
            ("__defaults", List("serviceConnectionId", "username")))));
        Assert.Equal("Clean", Text(Members(Check(git, inputs, inputs)["initialization"])["initType"]));
    }

    [Fact]
    public void What_the_service_is_given_and_the_program_gets_has_none_of_the_notes()
    {
        var project = _provider.Create(Project, "p", Map(("name", "p"), ("features", Map(("boards", "disabled")))));
        Assert.DoesNotContain("__defaults", project.State.Outputs.Keys);
        Assert.Equal(["boards"], Members(project.State.Outputs["features"]).Keys);
        Assert.Equal("private", Text(project.State.Outputs["visibility"]));
    }

    [Fact]
    public void What_is_sensitive_is_secret_whether_the_program_says_so_or_not()
    {
        var inputs = Check(Group,
            Map(("projectId", "7"), ("name", "dev"),
                ("variables", List(Map(("name", "A"), ("secretValue", "x"), ("isSecret", true))))));
        Assert.IsType<PropertyValue.Secret>(Members(((PropertyValue.List)inputs["variables"]).Items[0])["secretValue"]);
    }

    public void Dispose() => _azure.Dispose();

    private PropertyMap Check(string type, PropertyMap inputs, PropertyMap? old = null)
    {
        var result = _provider.Check(type, "x", inputs, old);
        Assert.Empty(result.Failures.Select(failure => failure.Reason));
        return result.Inputs;
    }

    private static PropertyMap Members(PropertyValue value) => Assert.IsType<PropertyValue.Obj>(value).Members;

    private static IEnumerable<string> Defaults(PropertyMap members) =>
        Assert.IsType<PropertyValue.List>(members["__defaults"]).Items.Select(Text);
}
