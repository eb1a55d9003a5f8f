using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Configuration;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Doctor;

/// <summary>What a stack needs of the world, read from what its program declares in a preview.</summary>
internal sealed record StackNeeds
{
    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>How many resources it declares.</summary>
    public required int Resources { get; init; }

    /// <summary>Azure's resource providers that it uses, as in <c>Microsoft.Storage</c>.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>The Pulumi packages of its resources, as in <c>github</c>.</summary>
    public required IReadOnlySet<string> Packages { get; init; }

    /// <summary>Its configuration.</summary>
    public required StackConfiguration Configuration { get; init; }

    /// <summary>The machines that it may start.</summary>
    public IReadOnlyList<VmNeed> Machines { get; init; } = [];

    /// <summary>The region of its machines; null if it starts none.</summary>
    public string? Location { get; init; }

    /// <summary>Whether it assigns roles.</summary>
    public bool AssignsRoles { get; init; }

    /// <summary>What of it is closed to the internet.</summary>
    public NetworkNeed Network { get; init; } = new([], []);

    /// <summary>
    /// Its AKS clusters: the name, and whether somebody can get in to look (local accounts, or a group of administrators).
    /// </summary>
    public IReadOnlyList<(string Name, bool HasAdministrators)> Clusters { get; init; } = [];

    /// <summary>Kubernetes secrets that hold the certificates of scoring routers.</summary>
    public IReadOnlyList<string> ScoringSecrets { get; init; } = [];

    /// <summary>Its environments on GitHub: the name, and whether somebody approves deployments to it.</summary>
    public IReadOnlyList<(string Name, bool HasReviewers)> GitHubEnvironments { get; init; } = [];

    /// <summary>Whether it is built as production is: with a network of its own, or a cluster.</summary>
    public bool IsLikeProduction { get; init; }

    /// <summary>Reads from a preview what the stack needs.</summary>
    /// <param name="preview">A preview of the stack.</param>
    /// <param name="configuration">The stack's configuration.</param>
    /// <param name="armTypeOf">The type of a token in Azure Resource Manager.</param>
    public static StackNeeds Of(DeploymentResult preview, StackConfiguration configuration, Func<string, string?> armTypeOf)
    {
        var custom =
            preview.Steps.Where(step => step.IsCustom && !step.Type.StartsWith("pulumi:", StringComparison.Ordinal)).ToList();
        var types = custom.Select(step => armTypeOf(step.Type)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var machines = custom.SelectMany(step => MachinesOf(step.Type, step.Name, step.NewInputs ?? PropertyMap.Empty)).ToList();
        var location =
            custom.Select(step => Text(step.NewInputs ?? PropertyMap.Empty, "location")).FirstOrDefault(text => text is not null);
        return new StackNeeds
        {
            Stack = preview.Stack,
            Resources = custom.Count,
            Namespaces = NamespacesOf(types),
            Packages = custom.Select(step => step.Type[..step.Type.IndexOf(':')]).ToHashSet(StringComparer.Ordinal),
            Configuration = configuration,
            Machines = machines,
            Location = location,
            AssignsRoles = types.Contains("Microsoft.Authorization/roleAssignments"),
            Network = NetworkOf(custom),
            Clusters =
            [
                .. Of(custom, "azure-native:containerservice:ManagedCluster")
                    .Select(cluster => (cluster.Name, HasAdministrators(cluster.Inputs))),
            ],
            ScoringSecrets =
            [
                .. Of(custom, "azure-native:kubernetesconfiguration:Extension")
                    .Select(extension => Text(Inner(extension.Inputs, "configurationSettings"), "sslSecret")).OfType<string>(),
            ],
            GitHubEnvironments =
            [
                .. Of(custom, "github:index/repositoryEnvironment:RepositoryEnvironment")
                    .Select(environment => (Text(environment.Inputs, "environment") ?? environment.Name,
                        Items(environment.Inputs, "reviewers").Any(HasReviewers))),
            ],
            IsLikeProduction = types.Contains("Microsoft.Network/virtualNetworks")
                || types.Contains("Microsoft.ContainerService/managedClusters"),
        };
    }

    // Resource groups and locks are Resource Manager's own, which nobody has to register.
    private static IReadOnlyList<string> NamespacesOf(IEnumerable<string> types) =>
    [
        .. types.Select(type => type[..type.IndexOf('/')])
            .Where(space => space is not ("Microsoft.Resources" or "Microsoft.Authorization"))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Name, PropertyMap Inputs)> Of(IEnumerable<ResourceStep> steps, string type) =>
        steps.Where(step => step.Type == type).Select(step => (step.Name, step.NewInputs ?? PropertyMap.Empty));

    private static bool HasReviewers(PropertyMap reviewers) =>
        HasItems(reviewers, "users") || HasItems(reviewers, "teams");

    private static bool HasAdministrators(PropertyMap cluster) =>
        Plain(cluster, "disableLocalAccounts") is not PropertyValue.Bool { Value: true }
        || HasItems(Inner(cluster, "aadProfile"), "adminGroupObjectIDs");

    private static bool HasItems(PropertyMap members, string name) =>
        Plain(members, name) is PropertyValue.List { Items.IsEmpty: false };

    // In the order in which the sentence names them.
    private static readonly (string Type, string Name)[] Closable =
    [
        ("azure-native:storage:StorageAccount", "storage"), ("azure-native:machinelearningservices:Workspace", "workspace"),
        ("azure-native:keyvault:Vault", "vault"), ("azure-native:containerregistry:Registry", "registry"),
    ];

    private static NetworkNeed NetworkOf(IReadOnlyList<ResourceStep> steps)
    {
        var closed = Closable.Where(row =>
            steps.Any(step => step.Type == row.Type && IsClosed(step.NewInputs ?? PropertyMap.Empty))).Select(row => row.Name);
        var pools = steps.Where(step => step.Type == "azuredevops:index/elasticPool:ElasticPool")
            .Select(step => $"agents of the pool {Text(step.NewInputs ?? PropertyMap.Empty, "name")}");
        var runners = steps.Where(step => step.Type == "github:index/actionsVariable:ActionsVariable")
            .Where(step => Text(step.NewInputs ?? PropertyMap.Empty, "variableName")
                ?.StartsWith("RUNNER_", StringComparison.Ordinal) == true)
            .Select(step => $"runners labelled {Text(step.NewInputs ?? PropertyMap.Empty, "value")}");
        return new NetworkNeed([.. closed], [.. pools, .. runners]);
    }

    private static bool IsClosed(PropertyMap inputs) =>
        "disabled".Equals(Text(inputs, "publicNetworkAccess") ?? Text(Inner(inputs, "properties"), "publicNetworkAccess"),
            StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<VmNeed> MachinesOf(string type, string name, PropertyMap inputs) => type switch
    {
        "azure-native:machinelearningservices:Compute" => Training(name, Inner(Inner(inputs, "properties"), "properties")),
        "azure-native:containerservice:ManagedCluster" =>
            Items(inputs, "agentPoolProfiles").SelectMany(pool => Pool($"{name}, pool {Text(pool, "name")}", pool)),
        "azure-native:containerservice:AgentPool" => Pool(name, inputs),
        // How many there are is up to who scales the set: one at least, or it is of no use.
        "azure-native:compute:VirtualMachineScaleSet" when Text(Inner(inputs, "sku"), "name") is { } size =>
            [new VmNeed(name, size, Math.Max(1, Number(Inner(inputs, "sku"), "capacity") ?? 0), false, false)],
        _ => [],
    };

    private static IEnumerable<VmNeed> Training(string name, PropertyMap cluster)
    {
        if (Text(cluster, "vmSize") is not { } size) yield break;
        yield return new VmNeed(name, size, Number(Inner(cluster, "scaleSettings"), "maxNodeCount") ?? 1, true,
            Text(cluster, "vmPriority") is "LowPriority");
    }

    private static IEnumerable<VmNeed> Pool(string name, PropertyMap pool)
    {
        if (Text(pool, "vmSize") is not { } size) yield break;
        yield return new VmNeed(name, size, Number(pool, "maxCount") ?? Number(pool, "count") ?? 1, false,
            Text(pool, "scaleSetPriority") is "Spot");
    }

    private static PropertyMap Inner(PropertyMap map, string key) =>
        Plain(map, key) is PropertyValue.Obj inner ? inner.Members : PropertyMap.Empty;

    private static IEnumerable<PropertyMap> Items(PropertyMap map, string key) =>
        Plain(map, key) is PropertyValue.List list ? list.Items.OfType<PropertyValue.Obj>().Select(item => item.Members) : [];

    private static string? Text(PropertyMap map, string key) => Plain(map, key) is PropertyValue.Text text ? text.Value : null;

    private static int? Number(PropertyMap map, string key) =>
        Plain(map, key) is PropertyValue.Number number ? (int)number.Value : null;

    private static PropertyValue? Plain(PropertyMap map, string key) =>
        map.TryGetValue(key, out var value) ? value.WithoutSecretMark : null;
}
