using System.Globalization;
using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.AzureDevOps;

/// <summary>A program's part on Azure DevOps in short words; everything is in one project.</summary>
internal sealed class AzureDevOpsProgram(CloudProgram program)
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";

    private string _project = "";

    public async Task Project(string name = "mlops") =>
        _project = (await Add("project:Project", "project", $$"""{"name":"{{name}}","visibility":"private"}""")).Id;

    /// <summary>Looks a project up, and goes on in it.</summary>
    public async Task LookUp(string name)
    {
        var answer = await program.InvokeOf("azuredevops:index/getProject:getProject", $$"""{"name":"{{name}}"}""");
        _project = ((PropertyValue.Text)WireReader.ReadMap(answer.Return)["projectId"]).Value;
    }

    public async Task<string> Repository(string name = "code") =>
        (await InProject("git:Git", $"repository-{name}",
            $$"""{"name":"{{name}}","initialization":{"initType":"Uninitialized"} """)).Id;

    public async Task<int> Pipeline(string repository, string file = "ci.yml", string name = "ci", string resource = "pipeline",
        string type = "TfsGit", string more = "") =>
        Number((await InProject("buildDefinition:BuildDefinition", resource,
            $$$"""{"name":"{{{name}}}","repository":{"repoType":"{{{type}}}","repoId":"{{{repository}}}","ymlPath":"{{{file}}}","branchName":"refs/heads/main"{{{more}}} }""")).Id);

    public Task<Registered> Policy(int pipeline, string repository) =>
        InProject("branchPolicyBuildValidation:BranchPolicyBuildValidation", "policy",
        $$$"""{"settings":{"buildDefinitionId":{{{pipeline}}},"displayName":"ci","scopes":[{"repositoryId":"{{{repository}}}","repositoryRef":"refs/heads/main","matchType":"Exact"}] } """);

    public Task<Registered> Reviewers(string repository) =>
        InProject("branchPolicyMinReviewers:BranchPolicyMinReviewers", "reviewers",
        $$$"""{"settings":{"reviewerCount":1,"scopes":[{"repositoryId":"{{{repository}}}","repositoryRef":"refs/heads/main","matchType":"Exact"}] } """);

    public async Task<string> Environment(string name = "dev", string resource = "environment") =>
        (await InProject("environment:Environment", resource, $$"""{"name":"{{name}}" """)).Id;

    public Task<Registered> Approval(string environment, string approver) => InProject("checkApproval:CheckApproval", "approval",
        $$"""{"targetResourceType":"environment","targetResourceId":"{{environment}}","approvers":["{{approver}}"] """);

    public Task<Registered> Lock(string type, string target) =>
        InProject("checkExclusiveLock:CheckExclusiveLock", "lock",
            $$"""{"targetResourceType":"{{type}}","targetResourceId":"{{target}}" """);

    public Task<Registered> Permit(int pipeline, string type, string target) =>
        InProject("pipelineAuthorization:PipelineAuthorization", "permit",
            $$"""{"pipelineId":{{pipeline}},"type":"{{type}}","resourceId":"{{target}}" """);

    public async Task<(string Id, string Issuer, string Subject)> Connection(string clientId, string name = "azure-dev",
        string resource = "connection")
    {
        var connection = await InProject("serviceEndpointAzureRM:ServiceEndpointAzureRM", resource, $$$"""
            {"serviceEndpointName":"{{{name}}}","serviceEndpointAuthenticationScheme":"WorkloadIdentityFederation","azurermSpnTenantid":"{{{Tenant}}}",
             "credentials":{"serviceprincipalid":"{{{clientId}}}"}
            """);
        return (connection.Id, connection.Outputs.Text("workloadIdentityFederationIssuer")!,
            connection.Outputs.Text("workloadIdentityFederationSubject")!);
    }

    public Task<Registered> Variables(string variables, string name = "mlops-dev", string resource = "variables",
        string more = "") =>
        InProject("variableGroup:VariableGroup", resource, $$"""{"name":"{{name}}","variables":[{{variables}}]{{more}} """);

    public Task<Registered> Feed(string name, string resource) => InProject("feed:Feed", resource, $$"""{"name":"{{name}}" """);

    public Task<Registered> Team(string name, string resource) => InProject("team:Team", resource, $$"""{"name":"{{name}}" """);

    public Task<Registered> Query(string name, string resource, string from = "FROM WorkItems") => InProject(
        "workitemquery:Workitemquery", resource,
        $$"""{"name":"{{name}}","area":"Shared Queries","wiql":"SELECT [System.Id] {{from}}" """);

    // The inputs' last bracket is left out: the project comes in before it.
    private Task<Registered> InProject(string type, string name, string inputs) =>
        Add(type, name, $$"""{{inputs}},"projectId":"{{_project}}"}""");

    private Task<Registered> Add(string type, string name, string inputs) =>
        program.AddOf($"azuredevops:index/{type}", name, inputs);

    private static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);
}
