using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.AzureDevOps;

/// <summary>What a program may get wrong on Azure DevOps, and the code that it is refused with.</summary>
internal static class AzureDevOpsMistakes
{
    private const string Nothing = "44444444-4444-4444-4444-444444444444";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a pipeline whose YAML file is not there", "PipelineYamlFileNotFound", (azure, or) => In(azure, async devops =>
            await devops.Pipeline(await devops.Repository(), or["ci.yml", "cd.yml"]))),
        new("a pipeline of a repository that is not there", "GitRepositoryNotFoundException",
            (azure, or) => In(azure, async devops =>
            await devops.Pipeline(or[await devops.Repository(), Nothing]))),
        new("a pipeline with a service connection that is not there", "ServiceEndpointNotFoundException",
            (azure, or) => In(azure, async devops =>
        {
            var connection = (await devops.Connection(Nothing)).Id;
            await devops.Pipeline("contoso/mlops", type: "GitHub",
                more: $",\"serviceConnectionId\":\"{or[connection, Nothing]}\"");
        })),
        new("a pipeline of GitHub without a service connection", "InvalidRepository", (azure, or) => In(azure, async devops =>
        {
            var connection = (await devops.Connection(Nothing)).Id;
            await devops.Pipeline("contoso/mlops", type: "GitHub", more: or[$",\"serviceConnectionId\":\"{connection}\"", ""]);
        })),
        new("two pipelines of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            var repository = await devops.Repository();
            await devops.Pipeline(repository);
            await devops.Pipeline(repository, name: or["cd", "ci"], resource: "other");
        })),
        new("a policy on a build definition that is not there", "DefinitionNotFoundException",
            (azure, or) => In(azure, async devops =>
        {
            var repository = await devops.Repository();
            var pipeline = await devops.Pipeline(repository);
            await devops.Policy(or.IsMade ? pipeline + 1 : pipeline, repository);
        })),
        new("a policy on a repository that is not there", "GitRepositoryNotFoundException",
            (azure, or) => In(azure, async devops =>
            await devops.Reviewers(or[await devops.Repository(), Nothing]))),
        new("a repository with the project's own name", "GitRepositoryNameAlreadyExistsException",
            (azure, or) => In(azure, devops => devops.Repository(or["code", "MLops"]))),
        new("an approver who is no id", "InvalidCheckConfiguration", (azure, or) => In(azure, async devops =>
            await devops.Approval(await devops.Environment(), or[Nothing, "alice@contoso.com"]))),
        new("a check on an environment that is not there", "ResourceNotFoundException", (azure, or) => In(azure, async devops =>
            await devops.Lock("environment", or[await devops.Environment(), "7"]))),
        new("a check on something that can't have any", "InvalidResourceType", (azure, or) => In(azure, async devops =>
            await devops.Lock(or["environment", "feed"], await devops.Environment()))),
        new("a pipeline let into a variable group that is not there", "ResourceNotFoundException",
            (azure, or) => In(azure, async devops =>
        {
            var pipeline = await devops.Pipeline(await devops.Repository());
            var group = (await devops.Variables(Variable("ONE"))).Id;
            await devops.Permit(pipeline, "variablegroup", or[group, "7"]);
        })),
        new("two environments of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Environment();
            await devops.Environment(or["qa", "Dev"], "other");
        })),
        new("two service connections of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Connection(Nothing);
            await devops.Connection(Nothing, or["azure-qa", "azure-dev"], "other");
        })),
        new("two variable groups of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Variables(Variable("ONE"));
            await devops.Variables(Variable("ONE"), or["mlops-qa", "mlops-dev"], "other");
        })),
        new("two feeds of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Feed("mlops", "one");
            await devops.Feed(or["tools", "mlops"], "two");
        })),
        new("two teams of one name", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Team("mlops", "one");
            await devops.Team(or["platform", "mlops"], "two");
        })),
        new("two queries of one name in a folder", "AlreadyExists", (azure, or) => In(azure, async devops =>
        {
            await devops.Query("drift", "one");
            await devops.Query(or["history", "drift"], "two");
        })),
        new("a query of work items that says not what it selects from", "LegacyValidationException",
            (azure, or) => In(azure, devops => devops.Query("drift", "one", or["FROM WorkItems", "WHERE 1 = 1"]))),
        new("a variable group without variables", "InvalidInputs",
            (azure, or) => In(azure, devops => devops.Variables(or[Variable("ONE"), ""]))),
        new("a variable twice in a group", "InvalidVariableGroup",
            (azure, or) => In(azure, devops => devops.Variables($"{Variable("ONE")},{Variable(or["TWO", "one"])}"))),
        new("a project that is nowhere", "ProjectDoesNotExistException",
            async (azure, or) => await new AzureDevOpsProgram(azure).LookUp(or["existing", "nothing"])),
        new("a project with a slash in its name", "TF200006",
            async (azure, or) => await new AzureDevOpsProgram(azure).Project(or["ml-ops", "ml/ops"])),
        new("a group of secrets in a vault that is not there", "KeyVaultNotFound",
            (azure, or) => Vault(azure, vault: or["kv-data", "kv-none"])),
        new("a group of secrets in a vault that Azure DevOps can't reach", "ForbiddenByConnection",
            (azure, or) => Vault(azure, access: or["Enabled", "Disabled"])),
        new("a group of secrets that the vault does not have", "SecretNotFound",
            (azure, or) => Vault(azure, secret: or["TOKEN", "PASSWORD"])),
        new("a group of secrets whose connection is not trusted yet", "AADSTS70021",
            (azure, or) => Vault(azure, isTrusted: !or.IsMade)),
        new("a group of secrets whose connection may not read them", "ForbiddenByRbac",
            (azure, or) => Vault(azure, role: or[SecretsUser, Role.Reader])),
    ];

    private static async Task In(CloudProgram azure, Func<AzureDevOpsProgram, Task> more)
    {
        var devops = new AzureDevOpsProgram(azure);
        await devops.Project();
        await more(devops);
    }

    private static string Variable(string name) => $$"""{"name":"{{name}}","value":"x"}""";

    /// <summary>A variable group that reads a vault with a service connection.</summary>
    private static Task Vault(CloudProgram azure, string vault = "kv-data", string secret = "TOKEN", bool isTrusted = true,
        string role = SecretsUser, string access = "Enabled") =>
        azure.GroupAnd(() => In(azure, async devops =>
        {
            var id = await azure.Vault(more: $",\"publicNetworkAccess\":\"{access}\"");
            await azure.Add("keyvault:Secret", "secret",
                """{"resourceGroupName":"rg","vaultName":"kv-data","secretName":"TOKEN","properties":{"value":"hush"} }""");
            var identity = await azure.Add("managedidentity:UserAssignedIdentity", "identity",
                """{"resourceGroupName":"rg","location":"westeurope","resourceName":"id-data"}""");
            await azure.Grant(id, identity.Outputs.Text("principalId")!, role);
            var (connection, issuer, subject) = await devops.Connection(identity.Outputs.Text("clientId")!);
            if (isTrusted) await azure.FederatedCredential("devops", subject, issuer);
            await devops.Variables($$"""{"name":"{{secret}}"}""",
                more: $$""","keyVault":{"name":"{{vault}}","serviceEndpointId":"{{connection}}"}""");
        }));
}
