using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace MlopsInfra.Testing;

/// <summary>Answers as Azure would: ARM ids, names, and the computed outputs that other resources are wired with.</summary>
internal sealed class AzureMocks : IMocks
{
    public const string SubscriptionId = "00000000-0000-0000-0000-000000000001";
    public const string TenantId = "00000000-0000-0000-0000-000000000002";

    // The input that names a resource, where it is not called after the type.
    private static readonly string[] NameInputs =
    [
        "resourceName", "accountName", "vaultName", "registryName", "workspaceName", "roleAssignmentName", "resourceGroupName",
    ];

    private readonly ConcurrentDictionary<string, MockResourceArgs> _resources = new();
    private readonly ConcurrentDictionary<string, string> _ids = new();

    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Pulumi names in the order in which their inputs were known.</summary>
    public IReadOnlyList<string> Order => [.. _order];

    /// <summary>What was declared, by Pulumi name.</summary>
    public IReadOnlyDictionary<string, MockResourceArgs> Resources => _resources;

    /// <summary>Ids of what was declared, by Pulumi name.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "azure-native:authorization:getClientConfig" => new Dictionary<string, object>
        {
            ["clientId"] = "00000000-0000-0000-0000-000000000003",
            ["objectId"] = "00000000-0000-0000-0000-000000000004",
            ["subscriptionId"] = SubscriptionId,
            ["tenantId"] = TenantId,
        },
        "azure-native:logic:listWorkflowCallbackUrl" =>
            new Dictionary<string, object> { ["value"] = "https://logic.invalid/callback" },
        "azure-native:operationalinsights:getSharedKeys" => new Dictionary<string, object> { ["primarySharedKey"] = "mock-key" },
        "azuredevops:index/getProject:getProject" =>
            new Dictionary<string, object> { ["projectId"] = GuidOf($"project {args.Args["name"]}") },
        "github:index/getRepository:getRepository" => Repository((string)args.Args["fullName"]),
        _ => throw new InvalidOperationException($"no answer prepared for {args.Token}"),
    });

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources[args.Name!] = args;
        _order.Enqueue(args.Name!);
        var name = AzureName(args);
        var state = args.Inputs.ToDictionary(entry => entry.Key, entry => entry.Value);
        state["name"] = name;
        foreach (var (key, value) in Computed(args.Type!, name,
            args.Inputs.GetValueOrDefault("serviceEndpointName"))) state[key] = value;
        _ids[args.Name!] = Id(args, name);
        return Task.FromResult<(string?, object)>((_ids[args.Name!], state));
    }

    private static Dictionary<string, object> Repository(string fullName) =>
        new() { ["fullName"] = fullName, ["name"] = fullName.Split('/')[1] };

    private static string AzureName(MockResourceArgs args)
    {
        // "azure-native:storage:BlobContainer" has containerName; where a type has no input of its own, the parent's would be
        // found.
        var kind = args.Type!.Split(':')[^1];
        string[] own = [$"{char.ToLowerInvariant(kind[0])}{kind[1..]}Name", $"{LastWord(kind)}Name", "name", .. NameInputs];
        return own.Select(key => args.Inputs.GetValueOrDefault(key)).OfType<string>().FirstOrDefault() ?? args.Name!;
    }

    private static string LastWord(string kind) => kind[kind.LastIndexOf(kind.Last(char.IsUpper))..].ToLowerInvariant();

    private static string Id(MockResourceArgs args, string name) => args.Type switch
    {
        "azure-native:resources:ResourceGroup" => $"/subscriptions/{SubscriptionId}/resourceGroups/{name}",
        var type when type!.StartsWith("azure-native:") =>
            $"/subscriptions/{SubscriptionId}/resourceGroups/{args.Inputs.GetValueOrDefault("resourceGroupName")}/providers"
                + $"/{ArmType(type)}/{name}",
        "azuredevops:index/buildDefinition:BuildDefinition" or "azuredevops:index/environment:Environment"
            or "azuredevops:index/variableGroup:VariableGroup"
            or "azuredevops:index/elasticPool:ElasticPool" or "azuredevops:index/queue:Queue" =>
            NumberOf(args.Name!),
        var type when type!.StartsWith("azuredevops:") => GuidOf($"{type} {args.Name}"),
        _ => name,
    };

    // The real ARM type of what the stack's outputs are checked for; elsewhere the provider's own name of it will do.
    private static string ArmType(string type) => type == "azure-native:machinelearningservices:Workspace"
        ? "Microsoft.MachineLearningServices/workspaces"
        : type["azure-native:".Length..].Replace(':', '/');

    private static string GuidOf(string text) => MlopsInfra.Components.NameBasedGuid.Create(Guid.Empty, text).ToString();

    private static string NumberOf(string text) =>
        (Convert.ToInt32(GuidOf(text)[..5], 16) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, object> Computed(string type, string name, object? serviceConnection) => type switch
    {
        "azure-native:storage:StorageAccount" => new()
        {
            ["primaryEndpoints"] =
                ImmutableDictionary<string, object>.Empty.Add("blob", $"https://{name}.blob.core.windows.net/"),
        },
        "azure-native:managedidentity:UserAssignedIdentity" => new()
        {
            ["principalId"] = GuidOf($"principal of {name}"), ["clientId"] = GuidOf($"client of {name}"),
        },
        "azure-native:containerregistry:Registry" => new() { ["loginServer"] = $"{name}.azurecr.io" },
        "azuredevops:index/serviceEndpointAzureRM:ServiceEndpointAzureRM" => new()
        {
            ["workloadIdentityFederationIssuer"] = $"https://vstoken.dev.azure.com/{GuidOf("organization")}",
            ["workloadIdentityFederationSubject"] = $"sc://contoso/mlops/{serviceConnection}",
        },
        "azuredevops:index/team:Team" => new() { ["descriptor"] = "vssgp.dGVhbQ" },
        "github:index/repository:Repository" => new() { ["fullName"] = $"contoso/{name}" },
        "azure-native:operationalinsights:Workspace" => new() { ["customerId"] = GuidOf($"customer of {name}") },
        "azure-native:applicationinsights:Component" => new() { ["connectionString"] = "InstrumentationKey=mock" },
        "azure-native:containerinstance:ContainerGroup" => new()
        {
            ["ipAddress"] = ImmutableDictionary<string, object>.Empty.Add("fqdn", $"{name}.westeurope.azurecontainer.io")
                .Add("type", "Public").Add("ports", ImmutableArray<object>.Empty),
        },
        "azure-native:eventgrid:SystemTopic" => new()
        {
            ["identity"] = ImmutableDictionary<string, object>.Empty.Add("type", "SystemAssigned")
                .Add("principalId", GuidOf($"principal of {name}")),
        },
        "azure-native:machinelearningservices:BatchEndpoint" => new()
        {
            ["properties"] = ImmutableDictionary<string, object>.Empty.Add("authMode", "AADToken")
                .Add("scoringUri", $"https://{name}.westeurope.inference.ml.azure.com/jobs"),
        },
        _ => [],
    };

    /// <summary>Object id of the principal of an identity of this name.</summary>
    public static string PrincipalOf(string identityName) => GuidOf($"principal of {identityName}");

    /// <summary>Every text in a value, at any depth.</summary>
    public static IEnumerable<string> Values(object? value) => value switch
    {
        string text => [text],
        IDictionary<string, object> map => map.Values.SelectMany(Values),
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(Values),
        _ => [],
    };
}
