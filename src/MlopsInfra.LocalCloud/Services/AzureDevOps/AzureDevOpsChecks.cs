using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Engine.Bridged;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Services.AzureDevOps;

/// <summary>What Azure DevOps refuses besides references and names.</summary>
internal sealed class AzureDevOpsChecks(CloudContext cloud, AzureDevOpsService service)
{
    /// <summary>Refuses what is wrong with a resource.</summary>
    public void Check(string type, JsonObject inputs)
    {
        if (type == "Git") CheckRepository(inputs);
        if (type == "BuildDefinition") CheckPipeline(inputs);
        if (type == "VariableGroup") CheckVariables(inputs);
        if (type == "CheckApproval") CheckApprovers(inputs);
        if (type == "Workitemquery") CheckQuery(inputs);
        if (type is "Queue" or "ElasticPool") new AgentPoolChecks(cloud, service).Check(type, inputs);
        if (type.StartsWith("Check", StringComparison.Ordinal) || type == "PipelineAuthorization") CheckTarget(type, inputs);
    }

    /// <summary>A project has a repository of its own name from the beginning.</summary>
    private void CheckRepository(JsonObject inputs)
    {
        var project = inputs.Text("projectId") is { } id ? service.Find("Project", id)?.Body.Text("name") : null;
        if (project is not null && project.Equals(inputs.Text("name"), StringComparison.OrdinalIgnoreCase))
            throw new ProviderException("GitRepositoryNameAlreadyExistsException",
                $"TF400948: A Git repository with the name {project} already exists.", "name", 409);
    }

    private void CheckPipeline(JsonObject inputs)
    {
        var kind = inputs.Text("repository.repoType") ?? "";
        if (kind.Equals("GitHub", StringComparison.OrdinalIgnoreCase)
            && inputs.Text("repository.serviceConnectionId") is not { Length: > 0 })
            throw new ProviderException("InvalidRepository",
                "A pipeline of a GitHub repository needs a service connection (repository.serviceConnectionId).",
                "repository.serviceConnectionId", 400);
        if (kind.Equals("TfsGit", StringComparison.OrdinalIgnoreCase) && inputs.Text("repository.repoId") is { } repository
            && service.Find("Git", repository) is null && !service.ExistsOutside("Git", repository, inputs))
            throw new ProviderException("GitRepositoryNotFoundException",
                $"TF401019: The Git repository with name or identifier {repository} does not exist or you do not have "
                    + "permissions for the operation you are attempting.", "repository.repoId", 404);
        if (inputs.Text("repository.ymlPath") is not { } path || cloud.Options.RepositoryFolder is not { } folder) return;
        if (!File.Exists(Path.Combine(folder, path.TrimStart('/'))))
            throw new ProviderException("PipelineYamlFileNotFound",
                $"The YAML file '/{path.TrimStart('/')}' of the pipeline was not found in the repository, branch "
                    + $"'{inputs.Text("repository.branchName") ?? "the default one"}'.", "repository.ymlPath", 400);
    }

    private static void CheckQuery(JsonObject inputs)
    {
        if (inputs.Text("wiql") is { } query && !query.Contains(" FROM WorkItem", StringComparison.OrdinalIgnoreCase))
            throw new ProviderException("LegacyValidationException", "TF51006: The query statement is missing a FROM clause.",
                "wiql", 400);
    }

    private static void CheckApprovers(JsonObject inputs)
    {
        var approvers = (inputs["approvers"] as JsonArray ?? []).Select(approver => approver?.GetValue<string>() ?? "").ToList();
        if (approvers.Count == 0)
            throw new ProviderException("InvalidCheckConfiguration", "An approval needs at least one approver.", "approvers",
                400);
        if (approvers.FirstOrDefault(approver => !Guid.TryParse(approver, out _)) is { } wrong)
            throw new ProviderException("InvalidCheckConfiguration", $"The approver '{wrong}' is no id of a user or group.",
                "approvers", 400);
    }

    private void CheckVariables(JsonObject inputs)
    {
        var names = inputs.Objects("variables").Select(variable => variable.Text("name") ?? "")
            .ToList();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ProviderException("InvalidVariableGroup", $"The variable '{twice.Key}' is in the group twice.", "variables",
                400);
        if (names.Count == 0)
            throw new ProviderException("InvalidVariableGroup", "A variable group needs at least one variable.", "variables",
                400);
        if (inputs.Text("keyVault.name") is { } vault) CheckVault(vault, inputs.Text("keyVault.serviceEndpointId") ?? "", names);
    }

    /// <summary>Azure DevOps signs in to the vault with the service connection, and looks for the secrets.</summary>
    private void CheckVault(string name, string connectionId, IEnumerable<string> secrets)
    {
        var vault = cloud.Store.FindByName("Microsoft.KeyVault/vaults", name)
            ?? throw new ProviderException("KeyVaultNotFound", $"The key vault '{name}' of the variable group was not found.",
                "keyVault.name", 404);
        // Azure DevOps is none of the services that vaults trust.
        if (new NetworkAccess(cloud).RefusalOf(ResourceId.Parse(vault.Key), CallerPlace.Outside) is { } refusal)
        {
            throw new ProviderException(
                refusal.IsClosed ? "ForbiddenByConnection" : "ForbiddenByFirewall",
                $"Azure DevOps has no way into the key vault '{name}': {refusal.Reason}.", "keyVault.name", 403);
        }

        CheckSignIn(connectionId, ResourceId.Parse(vault.Key));
        foreach (var secret in secrets)
        {
            if (cloud.Store.Find($"{vault.Key}/secrets/{secret}") is null)
                throw new ProviderException("SecretNotFound",
                    $"A secret with (name/id) {secret} was not found in the key vault '{name}'.", "variables", 404);
        }
    }

    private void CheckSignIn(string connectionId, ResourceId vault)
    {
        if (new ConnectionIdentity(cloud, service).SignIn(connectionId, "keyVault.serviceEndpointId") is not { } identity) return;
        if (!cloud.Access.IsAllowed(identity.Computed.Text("properties.principalId"), vault,
            "Microsoft.KeyVault/vaults/secrets/getSecret/action", isDataAction: true))
            throw new ProviderException("ForbiddenByRbac",
                $"The service connection's identity may not read secrets of the key vault '{vault.Name}'. Action: "
                    + "'Microsoft.KeyVault/vaults/secrets/getSecret/action'.", "keyVault.serviceEndpointId", 403);
    }

    /// <summary>Checks and authorizations name their target by a kind and an id.</summary>
    private void CheckTarget(string type, JsonObject inputs)
    {
        var kind = inputs.Text(type == "PipelineAuthorization" ? "type" : "targetResourceType") ?? "";
        var id = inputs.Text(type == "PipelineAuthorization" ? "resourceId" : "targetResourceId") ?? "";
        var exists = kind.ToLowerInvariant() switch
        {
            "endpoint" => cloud.Store.All()
                .Any(found => found.Type.ToString().StartsWith("azuredevops:Service", StringComparison.OrdinalIgnoreCase)
                    && BridgedService.IdOf(found) == id)
                || service.ExistsOutside("ServiceEndpoint*", id, inputs),
            "environment" => service.Find("Environment", id) is not null,
            "variablegroup" => service.Find("VariableGroup", id) is not null,
            "repository" => service.Find("Git", id[(id.LastIndexOf('.') + 1)..]) is not null,
            "queue" => true,
            _ => throw new ProviderException("InvalidResourceType",
                $"'{kind}' is no kind of protected resource. Allowed: endpoint, environment, queue, repository, variablegroup.",
                "targetResourceType", 400),
        };
        if (!exists)
            throw new ProviderException("ResourceNotFoundException",
                $"The {kind} '{id}' does not exist or you do not have access to it.", "targetResourceId", 404);
    }
}
