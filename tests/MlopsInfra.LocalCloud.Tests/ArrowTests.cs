using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace MlopsInfra.LocalCloud.Tests;

/// <summary>
/// Who may know whom in the local cloud: the mechanism names no service, and a service knows another one only for a reason.
/// </summary>
public sealed partial class ArrowTests
{
    private const string Root = "MlopsInfra.LocalCloud";

    private static readonly string[] Mechanism =
        ["Json", "Schemas", "Store", "Arm", "Engine", "Rest", "Server", "Simulation", "Workloads"];

    private static readonly Types Code = Types.InAssembly(typeof(EmbeddedCloud).Assembly);

    private static readonly string[] Services =
    [
        .. typeof(EmbeddedCloud).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith($"{Root}.Services.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[3]).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>What a service needs of another one.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["ContainerInstances -> ContainerRegistry"] = "groups run images of registries",
        ["ContainerInstances -> Monitor"] = "what containers print is kept as rows of logs",
        ["ContainerRegistry -> Storage"] = "a build's context is uploaded as a blob",
        ["EventGrid -> LogicApps"] = "events start workflows, and its filters compare values as workflows do",
        ["Kubernetes -> Compute"] = "the machines of node pools have sizes of virtual machines",
        ["MachineLearning -> Compute"] = "computes and deployments have sizes of virtual machines",
        ["MachineLearning -> ContainerInstances"] = "own containers of deployments are executed as those of groups",
        ["MachineLearning -> ContainerRegistry"] = "environments are built in the workspace's registry",
        ["MachineLearning -> Kubernetes"] = "a cluster is attached as compute by its extension",
        ["LogicApps -> Monitor"] = "how runs end is kept as rows of logs",
        ["MachineLearning -> Monitor"] = "requests of endpoints and statuses of runs are kept as rows of logs",
        ["ResourceGraph -> Monitor"] = "queries of resources are written as those of logs",
        ["MachineLearning -> Storage"] = "code and data are uploaded as blobs",
    };

    [Fact]
    public void The_mechanism_names_no_service() => AssertSame([],
        Mechanism.SelectMany(room => Services.SelectMany(service => From($"{Root}.{room}", service)
            .Select(type => $"{room}.{type} -> {service}"))));

    /// <summary>Types of services that the mechanism says by name all the same.</summary>
    private static readonly Dictionary<string, string> SaidByName = new()
    {
        ["AccessControl: Microsoft.Authorization"] = "rights are Resource Manager's own, and are kept as resources",
        ["AzureCatalog: Microsoft.Network"] = "one schema stands for all types of DNS records",
        ["AzureNeeds: Microsoft.Authorization"] = "what waits for what is told from pairs of types of several services",
        ["AzureNeeds: Microsoft.ContainerInstance"] = "as above",
        ["AzureNeeds: Microsoft.ContainerService"] = "as above",
        ["AzureNeeds: Microsoft.EventGrid"] = "as above",
        ["AzureNeeds: Microsoft.KubernetesConfiguration"] = "as above",
        ["AzureNeeds: Microsoft.MachineLearningServices"] = "as above",
        ["Principals: Microsoft.ManagedIdentity"] = "any resource may have an identity of this type",
        ["PrivateReach: Microsoft.Network"] = "the way into a network leads by its endpoints and zones",
        ["RequestChecks: Microsoft.Authorization"] = "locks are Resource Manager's own, and are kept as resources",
    };

    [Fact]
    public void The_mechanism_says_no_type_of_a_service_but_for_a_reason() => AssertSame(SaidByName.Keys,
        from room in Mechanism
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", Root, room), "*.cs",
            SearchOption.AllDirectories)
        from Match match in TypeInCode().Matches(File.ReadAllText(file))
        where match.Groups["space"].Value != "Microsoft.Resources"
        select $"{Path.GetFileNameWithoutExtension(file)}: {match.Groups["space"].Value}");

    [GeneratedRegex("""(?<!///.*)"(?<space>Microsoft\.[A-Z]\w+)/""")]
    private static partial Regex TypeInCode();

    [Fact]
    public void A_service_knows_another_one_only_for_a_reason() => AssertSame(Allowed.Keys,
        Services.SelectMany(one => Services.Where(other => other != one && From($"{Root}.Services.{one}", other).Any())
            .Select(other => $"{one} -> {other}")));

    // Both ways: an arrow that is not listed, and a line for one that is gone.
    private static void AssertSame(IEnumerable<string> listed, IEnumerable<string> found) =>
        Assert.Equal(Lines(listed), Lines(found.Distinct()));

    private static string Lines(IEnumerable<string> arrows) => string.Join('\n', arrows.Order(StringComparer.Ordinal));

    private static IEnumerable<string> From(string room, string service) =>
        Code.That().ResideInNamespace(room).And().HaveDependencyOn($"{Root}.Services.{service}").GetTypes()
            .Select(type => type.Name.Split('`', '<')[0]);
}
