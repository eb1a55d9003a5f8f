using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// What inputs of bridged resources may be there together: refused before anything is created, in Terraform's words.
/// </summary>
public sealed class BridgedRulesTests : IDisposable
{
    private const string Pipeline = "azuredevops:index/buildDefinition:BuildDefinition";
    private const string File = "github:index/repositoryFile:RepositoryFile";

    private readonly TestCloud _azure = new();

    private static PropertyMap PipelineInputs { get; } = Map(("projectId", "7"), ("name", "train"),
        ("repository", Map(("repoType", "TfsGit"), ("repoId", "1"), ("ymlPath", "train.yml"))));

    private static PropertyMap Override { get; } = Map(("branchFilters", List(Map(("includes", List("main"))))));

    [Fact]
    public void Two_that_exclude_each_other()
    {
        // The text is the one of github.com/pulumi/pulumi-azuredevops/issues/573.
        var reason = Assert.Single(Reasons(Pipeline, "test-pipeline",
            PipelineInputs.With("ciTrigger", Map(("useYaml", false), ("override", Override)))));
        Assert.Equal(
            "Conflicting configuration arguments. \"ci_trigger.0.use_yaml\": conflicts with ci_trigger.0.override. Examine "
                + "values at 'test-pipeline.ciTrigger.useYaml'.",
            reason);
        Assert.Empty(Reasons(Pipeline, "train", PipelineInputs.With("ciTrigger", Map(("override", Override)))));
        Assert.Empty(Reasons(Pipeline, "train",
            PipelineInputs.With("ciTrigger", Map(("useYaml", true), ("override", PropertyValue.Unknown)))));
    }

    [Fact]
    public void Too_many_or_too_few_items()
    {
        const string environment = "github:index/repositoryEnvironment:RepositoryEnvironment";
        PropertyMap Inputs(params PropertyValue[] reviewers) =>
            Map(("repository", "mlops"), ("environment", "dev"), ("reviewers", List(reviewers)));
        Assert.Equal(
            "Too many list items. Attribute reviewers supports 1 item maximum, but config has 2 declared.. Examine values at "
                + "'dev.reviewers'.",
            Assert.Single(Reasons(environment, "dev", Inputs(Map(("users", List(1))), Map(("users", List(2)))))));
        Assert.Empty(Reasons(environment, "dev", Inputs(Map(("users", List(1))))));
        Assert.Equal(
            "Not enough list items. Attribute variable_groups requires 1 item minimum, but config has only 0 declared.. Examine "
                + "values at 'train.variableGroups'.",
            Assert.Single(Reasons(Pipeline, "train", PipelineInputs.With("variableGroups", List()))));
    }

    [Fact]
    public void One_that_needs_another()
    {
        var inputs = Map(("repository", "mlops"), ("file", "a.txt"), ("content", "a"), ("branch", "new"),
            ("autocreateBranchSourceSha", "0123"));
        Assert.Equal(
            ["Missing required argument. \"autocreate_branch_source_sha\": all of "
                + "`autocreate_branch,autocreate_branch_source_sha` must be specified. "
                + "Examine values at 'a.autocreateBranchSourceSha'."],
            Reasons(File, "a", inputs));
        Assert.Empty(Reasons(File, "a", inputs.With("autocreateBranch", true)));
    }

    [Fact]
    public void None_or_two_of_which_there_has_to_be_one()
    {
        const string secret = "github:index/actionsSecret:ActionsSecret";
        var inputs = Map(("repository", "mlops"), ("secretName", "TOKEN"));
        var none = Reasons(secret, "t", inputs);
        Assert.NotEmpty(none);
        Assert.All(none,
            reason => Assert.Matches(
                "^Invalid combination of arguments. \".*\": one of `.*` must be specified. Examine values at 't\\..*'.$",
                reason));
        Assert.Empty(Reasons(secret, "t", inputs.With("value", "x")));
        var two = Reasons(secret, "t", inputs.With("value", "x").With("valueEncrypted", "eA=="));
        Assert.Contains(two,
            reason => reason.StartsWith("Invalid combination of arguments. \"value\": only one of `", StringComparison.Ordinal)
            && reason.EndsWith("were specified.. Examine values at 't.value'.", StringComparison.Ordinal));
    }

    public void Dispose() => _azure.Dispose();

    private List<string> Reasons(string type, string name, PropertyMap inputs) =>
        [.. new Provider(_azure.Cloud, type.Split(':')[0]).Check(type, name, inputs).Failures.Select(failure => failure.Reason)];
}
