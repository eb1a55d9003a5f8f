using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// A Pulumi program in short words: each resource is registered over the wire with its inputs as JSON, as an SDK would send them.
/// </summary>
internal sealed class CloudProgram(WireClient wire)
{
    public const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    /// <summary>Registers a resource of azure-native.</summary>
    public Task<Registered> Add(string type, string name, string inputs, params string[] dependsOn) =>
        AddOf($"azure-native:{type}", name, inputs, dependsOn);

    /// <summary>Registers a resource of any package by its token.</summary>
    public async Task<Registered> AddOf(string token, string name, string inputs, params string[] dependsOn) =>
        await wire.CustomAsync(name, WireReader.ReadMap(Struct.Parser.ParseJson(inputs)),
            request => request.Dependencies.AddRange(dependsOn), token);

    /// <summary>Registers a resource of azure-native, one of whose inputs is another one's output.</summary>
    public Task<Registered> AddWith(string type, string name, string inputs, string input, Registered source) =>
        wire.CustomAsync(name, WireReader.ReadMap(Struct.Parser.ParseJson(inputs)), request =>
        {
            request.Dependencies.Add(source.Urn);
            request.PropertyDependencies[input] =
                new RegisterResourceRequest.Types.PropertyDependencies { Urns = { source.Urn } };
        }, $"azure-native:{type}");

    /// <summary>Registers a resource of azure-native that is deleted with another one, if one is given.</summary>
    public Task<Registered> AddGoingWith(Registered? holder, string type, string name, string inputs,
        params string[] dependsOn) =>
        wire.CustomAsync(name, WireReader.ReadMap(Struct.Parser.ParseJson(inputs)), request =>
        {
            request.Dependencies.AddRange(dependsOn);
            if (holder is not null) request.DeletedWith = holder.Urn;
        }, $"azure-native:{type}");

    /// <summary>Calls a function of any package.</summary>
    public Task<ResourceInvokeResponse> InvokeOf(string token, string arguments) =>
        wire.InvokeAsync(token, WireReader.ReadMap(Struct.Parser.ParseJson(arguments)));

    /// <summary>Calls a function of azure-native; the answer, or what was said of its arguments.</summary>
    public Task<ResourceInvokeResponse> Invoke(string function, string arguments) =>
        wire.InvokeAsync($"azure-native:{function}", WireReader.ReadMap(Struct.Parser.ParseJson(arguments)));

    /// <summary>The id of something of the same type beside another one.</summary>
    public static string Retargeted(string id, string name) => id[..(id.LastIndexOf('/') + 1)] + name;

    public async Task<string> Group(string name = "rg", string location = "westeurope") =>
        (await Add("resources:ResourceGroup", name, $$"""{"resourceGroupName":"{{name}}","location":"{{location}}"}""")).Id;

    /// <summary>The group, and what stands in it.</summary>
    public async Task GroupAnd(Func<Task> more)
    {
        await Group();
        await more();
    }

    /// <summary>The group, a storage account without keys, and what goes with it.</summary>
    public Task AccountAnd(Func<string, Task> more) => GroupAnd(async () => await more(await Account()));

    /// <summary>
    /// A storage account; <paramref name="more"/> are members of its inputs, as in <c>"allowBlobPublicAccess":true</c>.
    /// </summary>
    public async Task<string> Account(string name = "stdata", string more = "\"allowSharedKeyAccess\":false",
        string group = "rg") =>
        (await Add("storage:StorageAccount", $"account-{group}",
            $$"""{"resourceGroupName":"{{group}}","location":"westeurope","accountName":"{{name}}","kind":"StorageV2","sku":{"name":"Standard_LRS"},{{more}}}""")).Id;

    public Task<Registered> Container(string name, string account = "stdata", string more = "\"publicAccess\":\"None\"") =>
        Add("storage:BlobContainer", $"container-{name}",
            $$"""{"resourceGroupName":"rg","accountName":"{{account}}","containerName":"{{name}}",{{more}}}""");

    public async Task<string> Vault(string name = "kv-data", string more = "") => (await Add("keyvault:Vault", "vault",
        $$$"""{{{{Placed}}},"vaultName":"{{{name}}}","properties":{"tenantId":"{{{Tenant}}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true{{{more}}} } }""")).Id;

    public async Task<string> Logs() =>
        (await Add("operationalinsights:Workspace", "logs",
            $$$"""{{{{Placed}}},"workspaceName":"log-data","sku":{"name":"PerGB2018"} }""")).Id;

    public async Task<string> Insights(string logs) => (await Add("applicationinsights:Component", "insights",
        $$"""{{{Placed}},"resourceName":"appi-data","kind":"web","applicationType":"web","workspaceResourceId":"{{logs}}"}""")).Id;

    public async Task<string> Registry(string name = "crdata", string sku = "Standard") =>
        (await Add("containerregistry:Registry", "registry",
            $$$"""{{{{Placed}}},"registryName":"{{{name}}}","sku":{"name":"{{{sku}}}"} }""")).Id;

    public async Task<(string Id, string PrincipalId)> Identity(string name = "id-data")
    {
        var identity = await Add("managedidentity:UserAssignedIdentity", name, $$"""{{{Placed}},"resourceName":"{{name}}"}""");
        return (identity.Id, identity.Outputs.Text("principalId")!);
    }

    /// <summary>A role assignment. <paramref name="principalType"/> empty: left out.</summary>
    public Task<Registered> Grant(string scope, string principal, string role, string principalType = "ServicePrincipal",
        string name = "grant") =>
        Add("authorization:RoleAssignment", $"{name}-{role[..8]}-{MadeUpIds.From(scope)[..8]}", $$"""
            {"scope":"{{scope}}","principalId":"{{principal}}","roleDefinitionId":"{{Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{role}}",
             "roleAssignmentName":"{{MadeUpIds.From(name, scope, principal, role)}}"{{(principalType.Length == 0 ? "" : $",\"principalType\":\"{principalType}\"")}}}
            """);

    /// <summary>A workspace with a user-assigned identity and all it needs; but for the role that is left out.</summary>
    public async Task<(string Id, string Identity, string PrincipalId)> Workspace(string name = "mlw-data",
        string? without = null, string vaultName = "kv-data", string datastores = "Identity", string more = "")
    {
        var (account, vault, insights, registry) =
            (await Account(), await Vault(vaultName), await Insights(await Logs()), await Registry());
        var (identity, principal) = await Identity();
        foreach (var (scope, role) in ((string, string)[])[(account, Role.BlobContributor), (vault, Role.VaultAdministrator),
            (registry, Role.Contributor), (insights, Role.Contributor), (account, Role.Contributor), (vault, Role.Contributor)])
        {
            if (role != without) await Grant(scope, principal, role);
        }

        var workspace = await Add("machinelearningservices:Workspace", "workspace", $$"""
            {{{Placed}},"workspaceName":"{{name}}","identity":{"type":"UserAssigned","userAssignedIdentities":["{{identity}}"]},
             "storageAccount":"{{account}}","keyVault":"{{vault}}","applicationInsights":"{{insights}}","containerRegistry":"{{registry}}",
             "primaryUserAssignedIdentity":"{{identity}}","systemDatastoresAuthMode":"{{datastores}}"{{more}}}
            """);
        return (workspace.Id, identity, principal);
    }

    public async Task<string> Network(string subnets = """[{"name":"endpoints","addressPrefix":"10.0.1.0/24"}]""") =>
        (await Add("network:VirtualNetwork", "network",
        $$$"""{{{{Placed}}},"virtualNetworkName":"vnet","addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":{{{subnets}}} }""")).Id;

    public Task<Registered> Subnet(string name, string prefix) =>
        Add("network:Subnet", name,
            $$"""{"resourceGroupName":"rg","virtualNetworkName":"vnet","subnetName":"{{name}}","addressPrefix":"{{prefix}}"}""");

    public Task<Registered> PrivateEndpoint(string network, string target, string subResource) =>
        Add("network:PrivateEndpoint", "endpoint", $$"""
        {{{Placed}},"privateEndpointName":"pe","subnet":{"id":"{{network}}/subnets/endpoints"},
         "privateLinkServiceConnections":[{"name":"c","privateLinkServiceId":"{{target}}","groupIds":["{{subResource}}"]}]}
        """);

    public async Task<string> Cluster(string size = "Standard_D2s_v5") =>
        (await Add("containerservice:ManagedCluster", "cluster", $$"""
        {{{Placed}},"resourceName":"aks-data","dnsPrefix":"data","identity":{"type":"SystemAssigned"},
         "agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"{{size}}"}]}
        """)).Id;

    public Task<Registered> NodePool(string name) => Add("containerservice:AgentPool", name,
        $$"""{"resourceGroupName":"rg","resourceName":"aks-data","agentPoolName":"{{name}}","mode":"User","count":1,"vmSize":"Standard_D2s_v5"}""");

    public Task<Registered> FederatedCredential(string name, string subject,
        string issuer = "https://token.actions.githubusercontent.com") =>
        Add("managedidentity:FederatedIdentityCredential", name, $$"""
        {"resourceGroupName":"rg","resourceName":"id-data","federatedIdentityCredentialResourceName":"{{name}}",
         "issuer":"{{issuer}}","subject":"{{subject}}","audiences":["api://AzureADTokenExchange"]}
        """);

    /// <summary>A Logic App whose only action is a Response with this body.</summary>
    public async Task<string> Workflow(string answer)
    {
        await Add("logic:Workflow", "workflow", $$$"""
            {{{{Placed}}},"workflowName":"logic","definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
             "triggers":{"onEvent":{"type":"Request","kind":"Http","inputs":{} } },
             "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":{{{answer}}} } } } } }
            """);
        var callback = await Invoke("logic:listWorkflowCallbackUrl", """{"resourceGroupName":"rg","workflowName":"logic"}""");
        return ((PropertyValue.Text)WireReader.ReadMap(callback.Return)["value"].WithoutSecretMark).Value;
    }

    public Task<Registered> Topic(string source) => Add("eventgrid:SystemTopic", "topic",
        $$"""{{{Placed}},"systemTopicName":"topic","source":"{{source}}","topicType":"Microsoft.Storage.StorageAccounts"}""");

    public Task<Registered> EventSubscription(string url, string more = "") =>
        Add("eventgrid:SystemTopicEventSubscription", "subscription",
        $$"""{"resourceGroupName":"rg","systemTopicName":"topic","eventSubscriptionName":"onblob","destination":{"endpointType":"WebHook","endpointUrl":"{{url}}"}{{more}}}""");

    public Task<Registered> ContainerGroup(string registry, string identity, string more = "", string? pulls = null) =>
        Add("containerinstance:ContainerGroup", "scoring", $$$"""
        {{{{Placed}}},"containerGroupName":"ci-scoring","osType":"Linux","identity":{"type":"UserAssigned","userAssignedIdentities":["{{{identity}}}"]},
         "imageRegistryCredentials":[{"server":"{{{registry}}}.azurecr.io","identity":"{{{pulls ?? identity}}}"}],{{{more}}}
         "containers":[{"name":"scoring","image":"{{{registry}}}.azurecr.io/scoring:1","ports":[{"port":80}],"resources":{"requests":{"cpu":1,"memoryInGB":1} } }] }
        """);
}
