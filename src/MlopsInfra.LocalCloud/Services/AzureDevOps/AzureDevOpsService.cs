using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Engine.Bridged;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Services.AzureDevOps;

/// <summary>Azure DevOps: projects, repositories, service connections, pipelines and what they refer to.</summary>
internal sealed class AzureDevOpsService(CloudContext cloud) : BridgedService(cloud)
{
    private readonly ConcurrentDictionary<string, string> _lookedUp = new(StringComparer.OrdinalIgnoreCase);
    private string _organization = "https://dev.azure.com/local";

    public override string Package => "azuredevops";

    public override void Configure(PropertyMap configuration)
    {
        RequireSignIn(configuration, "AZDO_PERSONAL_ACCESS_TOKEN", "personalAccessToken", "clientId", "clientIdFilePath",
            "oidcToken", "oidcTokenFilePath", "useOidc", "useMsi", "useCli");
        var address = Setting(configuration, "orgServiceUrl", "AZDO_ORG_SERVICE_URL")
            ?? throw new ProviderException("OrganizationMissing",
                "Which organization? Set azuredevops:orgServiceUrl (https://dev.azure.com/ORGANIZATION) or the variable "
                    + "AZDO_ORG_SERVICE_URL.", "orgServiceUrl", 400);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            throw new ProviderException("OrganizationInvalid",
                $"'{address}' is no address of an organization, as in https://dev.azure.com/ORGANIZATION.", "orgServiceUrl", 400);
        _organization = address.TrimEnd('/');
    }

    public override BridgedType TypeOf(string type) => AzureDevOpsTypes.Find(type);

    public override void Check(string type, JsonObject inputs) => new AzureDevOpsChecks(Cloud, this).Check(type, inputs);

    /// <summary>
    /// What is in a project elsewhere can't be known here: a project that a program looked up has the pipelines, repositories and
    /// connections that it names.
    /// </summary>
    public override bool ExistsOutside(string type, string value, JsonObject inputs) => type switch
    {
        "Project" => _lookedUp.ContainsKey(value),
        "BuildDefinition" or "Git" or "ServiceEndpoint*" =>
            inputs.Text("projectId") is { } project && _lookedUp.ContainsKey(project),
        _ => false,
    };

    public override void Complete(string type, string id, JsonObject inputs, JsonObject computed)
    {
        var project = inputs.Text("projectId") is { } projectId
            ? Find("Project", projectId)?.Body.Text("name") ?? _lookedUp.GetValueOrDefault(projectId, projectId) : "";
        var name = inputs.Text("name");
        switch (type)
        {
            case "Project":
                computed["processTemplateId"] = MadeUpIds.From("process", inputs.Text("workItemTemplate") ?? "Agile");
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
                if (!"WorkloadIdentityFederation".Equals(inputs.Text("serviceEndpointAuthenticationScheme"),
                    StringComparison.OrdinalIgnoreCase)) break;
                computed["workloadIdentityFederationIssuer"] =
                    $"https://vstoken.dev.azure.com/{MadeUpIds.From("organization", _organization)}";
                computed["workloadIdentityFederationSubject"] =
                    $"sc://{new Uri(_organization).AbsolutePath.Trim('/')}/{project}/{inputs.Text("serviceEndpointName")}";
                break;
            case "BuildDefinition":
                computed["revision"] = (Find(type, id)?.Computed.Number("revision") ?? 0) + 1;
                break;
            case "Team" or "Group":
                computed["descriptor"] = $"vssgp.{MadeUpIds.Hex(40, type, id)}";
                if (type == "Group") computed["groupId"] = id;
                break;
            case "FeedPermission":
                computed["identityId"] = MadeUpIds.From("identity", inputs.Text("identityDescriptor") ?? "");
                break;
            default:
                if (type.StartsWith("Check", StringComparison.Ordinal))
                    computed["version"] = (Find(type, id)?.Computed.Number("version") ?? 0) + 1;
                break;
        }
    }

    public override PropertyMap Invoke(string function, PropertyMap arguments)
    {
        switch (function)
        {
            case "getClientConfig":
                return Map(("id", MadeUpIds.From("client config", _organization)),
                    ("name", new Uri(_organization).AbsolutePath.Trim('/')), ("organizationUrl", _organization),
                    ("ownerId", Cloud.Options.DeployerObjectId), ("status", "Enabled"), ("tenantId", Cloud.Options.TenantId));
            case "getProject":
                return Project(InputDefaults.Text(arguments, "projectId") ?? InputDefaults.Text(arguments, "name") ?? "");
            case "getAgentQueue" or "getGroup" or "getTeam":
                // Queues, groups and the default team come with a project: they are as real as their names.
                var name = InputDefaults.Text(arguments, "name") ?? "";
                var id = MadeUpIds.From(function, InputDefaults.Text(arguments, "projectId") ?? "", name);
                return Map(("id", id), ("name", name), ("projectId", InputDefaults.Text(arguments, "projectId") ?? ""),
                    ("descriptor", $"vssgp.{MadeUpIds.Hex(40, id)}"),
                    ("groupId", id), ("origin", "vsts"), ("originId", id), ("agentPoolId", 9), ("description", ""),
                    ("administrators", List()), ("members", List()));
            default:
                return base.Invoke(function, arguments);
        }
    }

    /// <summary>A project of the cloud, or one that is elsewhere.</summary>
    private PropertyMap Project(string wanted)
    {
        var found = Named("Project", "name", wanted);
        if (found is null && Cloud.Options.ExistingProjects?.Contains(wanted, StringComparer.OrdinalIgnoreCase) == false)
            throw new ProviderException("ProjectDoesNotExistException",
                $"TF200016: The following project does not exist: {wanted}. Verify that the name of the project is correct and "
                    + "that the project exists on the specified Azure DevOps Server.", "name", 404);
        var id = found is null ? MadeUpIds.From("project", _organization, wanted.ToLowerInvariant()) : IdOf(found);
        if (found is null) _lookedUp[id] = wanted;
        var template = found?.Body.Text("workItemTemplate") ?? "Agile";
        return Map(("id", id), ("projectId", id), ("name", found?.Body.Text("name") ?? wanted),
            ("description", found?.Body.Text("description") ?? ""),
            ("visibility", found?.Body.Text("visibility") ?? "private"),
            ("versionControl", found?.Body.Text("versionControl") ?? "Git"),
            ("workItemTemplate", template), ("processTemplateId", MadeUpIds.From("process", template)),
            ("features", PropertyMap.Empty));
    }

    private static PropertyValue.List List() => new([]);

    private static PropertyMap Map(params (string Name, PropertyValue Value)[] members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
