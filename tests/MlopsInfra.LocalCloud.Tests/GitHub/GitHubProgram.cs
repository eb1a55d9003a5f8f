using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.GitHub;

/// <summary>A program's part on GitHub in short words.</summary>
internal sealed class GitHubProgram(CloudProgram program)
{
    public Task<Registered> Repository(string name = "mlops") =>
        Add("repository:Repository", $"repository-{name}", $$"""{"name":"{{name}}","visibility":"private"}""");

    public Task<Registered> Environment(string name = "dev", string repository = "mlops", string more = "") =>
        Add("repositoryEnvironment:RepositoryEnvironment", $"environment-{name}",
            $$"""{"repository":"{{repository}}","environment":"{{name}}"{{more}}}""");

    public Task<Registered> Reviewed(string reviewers) => Environment(more: $$""","reviewers":[{{{reviewers}}}]""");

    public Task<Registered> From(string branch, string environment = "dev") =>
        Add("repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy", $"from-{environment}",
            $$"""{"repository":"mlops","environment":"{{environment}}","branchPattern":"{{branch}}"}""");

    public Task<Registered> Secret(string name, string environment = "dev") =>
        Add("actionsEnvironmentSecret:ActionsEnvironmentSecret", $"secret-{name}",
            $$"""{"repository":"mlops","environment":"{{environment}}","secretName":"{{name}}","value":"hush"}""");

    public Task<Registered> Variable(string name, string resource) =>
        Add("actionsEnvironmentVariable:ActionsEnvironmentVariable", resource,
            $$"""{"repository":"mlops","environment":"dev","variableName":"{{name}}","value":"x"}""");

    public Task<Registered> Ruleset(string name, string resource, string rules = "{}") =>
        Add("repositoryRuleset:RepositoryRuleset", resource,
        $$$"""{"repository":"mlops","name":"{{{name}}}","target":"branch","enforcement":"active","rules":{{{rules}}} }""");

    /// <summary>Looks a repository up; what is said of its arguments is nothing.</summary>
    public Task LookUp(string fullName) =>
        program.InvokeOf("github:index/getRepository:getRepository", $$"""{"fullName":"{{fullName}}"}""");

    private Task<Registered> Add(string type, string name, string inputs) => program.AddOf($"github:index/{type}", name, inputs);
}
