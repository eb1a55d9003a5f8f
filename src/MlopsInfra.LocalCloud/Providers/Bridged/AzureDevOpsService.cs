using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rules;
using MlopsInfra.LocalCloud.Validation;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Providers.Bridged;

/// <summary>Azure DevOps: projects, repositories, service connections, pipelines and what they refer to.</summary>
internal sealed class AzureDevOpsService(CloudContext cloud) : BridgedService(cloud)
{
    private string _organization = "https://dev.azure.com/local";

    public override string Package => "azuredevops";

    public override void Configure(PropertyMap configuration) => _organization = InputDefaults.Text(configuration, "orgServiceUrl")?.TrimEnd('/') ?? _organization;

    public override BridgedType TypeOf(string type) => AzureDevOpsTypes.Find(type);

    public override void Check(string type, JsonObject inputs)
    {
        if (type == "BuildDefinition") CheckPipeline(inputs);
        if (type == "VariableGroup") CheckVariables(inputs);
        if (type.StartsWith("Check", StringComparison.Ordinal) || type == "PipelineAuthorization") CheckTarget(type, inputs);
    }

    public override void Complete(string type, string id, JsonObject inputs, JsonObject computed)
    {
        var project = inputs.Text("projectId") is { } projectId ? Find("Project", projectId)?.Body.Text("name") ?? projectId : "";
        var name = inputs.Text("name");
        switch (type)
        {
            case "Project":
                computed["processTemplateId"] = Guids.From("process", inputs.Text("workItemTemplate") ?? "Agile");
                break;
            case "Git":
                var address = $"{_organization}/{Uri.EscapeDataString(project)}/_git/{name}";
                computed["webUrl"] = address;
                computed["remoteUrl"] = address;
                computed["sshUrl"] = $"git@ssh.dev.azure.com:v3/{new Uri(_organization).AbsolutePath.Trim('/')}/{project}/{name}";
                computed["url"] = $"{_organization}/{inputs.Text("projectId")}/_apis/git/repositories/{id}";
                computed["isFork"] = inputs.Text("parentRepositoryId") is not null;
                computed["size"] = 0;
                if (inputs.Text("defaultBranch") is null) computed["defaultBranch"] = "refs/heads/main";
                break;
            case "ServiceEndpointAzureRM" or "ServiceEndpointAzureEcr":
                if (!"WorkloadIdentityFederation".Equals(inputs.Text("serviceEndpointAuthenticationScheme"), StringComparison.OrdinalIgnoreCase)) break;
                computed["workloadIdentityFederationIssuer"] = $"https://vstoken.dev.azure.com/{Guids.From("organization", _organization)}";
                computed["workloadIdentityFederationSubject"] = $"sc://{new Uri(_organization).AbsolutePath.Trim('/')}/{project}/{inputs.Text("serviceEndpointName")}";
                break;
            case "BuildDefinition":
                computed["revision"] = (Find(type, id)?.Computed.Number("revision") ?? 0) + 1;
                break;
            case "Team" or "Group":
                computed["descriptor"] = $"vssgp.{Guids.Hex(40, type, id)}";
                if (type == "Group") computed["groupId"] = id;
                break;
            case "FeedPermission":
                computed["identityId"] = Guids.From("identity", inputs.Text("identityDescriptor") ?? "");
                break;
            default:
                if (type.StartsWith("Check", StringComparison.Ordinal)) computed["version"] = (Find(type, id)?.Computed.Number("version") ?? 0) + 1;
                break;
        }
    }

    public override PropertyMap Invoke(string function, PropertyMap arguments)
    {
        switch (function)
        {
            case "getClientConfig":
                return Map(("id", Guids.From("client config", _organization)), ("name", new Uri(_organization).AbsolutePath.Trim('/')), ("organizationUrl", _organization),
                    ("ownerId", Cloud.Options.DeployerObjectId), ("status", "Enabled"), ("tenantId", Cloud.Options.TenantId));
            case "getProject":
                var wanted = InputDefaults.Text(arguments, "projectId") ?? InputDefaults.Text(arguments, "name") ?? "";
                var project = Named("Project", "name", wanted) ?? throw new ProviderException("ProjectDoesNotExistException", $"TF200016: The following project does not exist: {wanted}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.", "name", 404);
                return Map(("id", IdOf(project)), ("projectId", IdOf(project)), ("name", project.Body.Text("name")!), ("description", project.Body.Text("description") ?? ""),
                    ("visibility", project.Body.Text("visibility") ?? "private"), ("versionControl", project.Body.Text("versionControl") ?? "Git"),
                    ("workItemTemplate", project.Body.Text("workItemTemplate") ?? "Agile"), ("processTemplateId", project.Computed.Text("processTemplateId")!), ("features", PropertyMap.Empty));
            case "getAgentQueue" or "getGroup" or "getTeam":
                // Queues, groups and the default team come with a project: they are as real as their names.
                var name = InputDefaults.Text(arguments, "name") ?? "";
                var id = Guids.From(function, InputDefaults.Text(arguments, "projectId") ?? "", name);
                return Map(("id", id), ("name", name), ("projectId", InputDefaults.Text(arguments, "projectId") ?? ""), ("descriptor", $"vssgp.{Guids.Hex(40, id)}"),
                    ("groupId", id), ("origin", "vsts"), ("originId", id), ("agentPoolId", 9), ("description", ""), ("administrators", List()), ("members", List()));
            default:
                return base.Invoke(function, arguments);
        }
    }

    private void CheckPipeline(JsonObject inputs)
    {
        var kind = inputs.Text("repository.repoType") ?? "";
        if (kind.Equals("GitHub", StringComparison.OrdinalIgnoreCase) && inputs.Text("repository.serviceConnectionId") is null)
            throw new ProviderException("InvalidRepository", "A pipeline of a GitHub repository needs a service connection (repository.serviceConnectionId).", "repository.serviceConnectionId", 400);
        if (kind.Equals("TfsGit", StringComparison.OrdinalIgnoreCase) && inputs.Text("repository.repoId") is { } repository && Named("Git", "name", repository) is null)
            throw new ProviderException("GitRepositoryNotFoundException", $"TF401019: The Git repository with name or identifier {repository} does not exist or you do not have permissions for the operation you are attempting.", "repository.repoId", 404);
        if (inputs.Text("repository.ymlPath") is not { } path || Cloud.Options.RepositoryFolder is not { } folder) return;
        if (!File.Exists(Path.Combine(folder, path.TrimStart('/'))))
            throw new ProviderException("PipelineYamlFileNotFound", $"The YAML file '/{path.TrimStart('/')}' of the pipeline was not found in the repository, branch '{inputs.Text("repository.branchName") ?? "the default one"}'.", "repository.ymlPath", 400);
    }

    private void CheckVariables(JsonObject inputs)
    {
        if (inputs.Text("keyVault.name") is { } vault && Cloud.Store.FindByName("Microsoft.KeyVault/vaults", vault) is null)
            throw new ProviderException("KeyVaultNotFound", $"The key vault '{vault}' of the variable group was not found.", "keyVault.name", 404);
        var names = (inputs["variables"] as JsonArray ?? []).OfType<JsonObject>().Select(variable => variable.Text("name") ?? "").ToList();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ProviderException("InvalidVariableGroup", $"The variable '{twice.Key}' is in the group twice.", "variables", 400);
        if (names.Count == 0) throw new ProviderException("InvalidVariableGroup", "A variable group needs at least one variable.", "variables", 400);
    }

    /// <summary>Checks and authorizations name their target by a kind and an id.</summary>
    private void CheckTarget(string type, JsonObject inputs)
    {
        var kind = inputs.Text(type == "PipelineAuthorization" ? "type" : "targetResourceType") ?? "";
        var id = inputs.Text(type == "PipelineAuthorization" ? "resourceId" : "targetResourceId") ?? "";
        var exists = kind.ToLowerInvariant() switch
        {
            "endpoint" => Cloud.Store.All().Any(found => found.Type.StartsWith("azuredevops:Service", StringComparison.OrdinalIgnoreCase) && IdOf(found) == id),
            "environment" => Find("Environment", id) is not null,
            "variablegroup" => Find("VariableGroup", id) is not null,
            "repository" => Find("Git", id[(id.LastIndexOf('.') + 1)..]) is not null,
            "queue" => true,
            _ => throw new ProviderException("InvalidResourceType", $"'{kind}' is no kind of protected resource. Allowed: endpoint, environment, queue, repository, variablegroup.", "targetResourceType", 400),
        };
        if (!exists) throw new ProviderException("ResourceNotFoundException", $"The {kind} '{id}' does not exist or you do not have access to it.", "targetResourceId", 404);
    }

    private static PropertyValue.List List() => new([]);

    private static PropertyMap Map(params (string Name, PropertyValue Value)[] members) => new(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
