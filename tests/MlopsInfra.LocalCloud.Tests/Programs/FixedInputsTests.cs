using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// What the program's resources have for good: a change replaces them, or it is left to Azure to refuse it, on purpose.
/// </summary>
public sealed class FixedInputsTests
{
    private static readonly AzureCatalog Catalog = new();

    /// <summary>
    /// What is not to be replaced by a change of a setting: with the resource its data would go, or the change can't happen.
    /// </summary>
    private static readonly HashSet<string> LeftToAzure =
    [
        // A new vault has none of the secrets, a new account none of the data, a new workspace none of the runs.
        "keyvault:Vault location", "keyvault:Vault properties.tenantId", "keyvault:Vault properties.softDeleteRetentionInDays",
        "storage:StorageAccount kind", "storage:StorageAccount encryption.requireInfrastructureEncryption",
        "machinelearningservices:Workspace hbiWorkspace", "machinelearningservices:Workspace kind",
        "machinelearningservices:Workspace location",
        // Its subnets use it: it moves with its resource group.
        "network:NetworkSecurityGroup location",
        // The program always says the same.
        "privatedns:VirtualNetworkLink location",
        "containerservice:ManagedCluster oidcIssuerProfile.enabled",
        "eventgrid:SystemTopic topicType",
        "kubernetesconfiguration:Extension extensionType", "kubernetesconfiguration:Extension scope.cluster.releaseNamespace",
        "machinelearningservices:Compute properties.computeType",
        // The name of an assignment is made of its role.
        "authorization:RoleAssignment roleDefinitionId",
        // The name of a pool is made of these, or they are the cluster's, too, which takes the pool along.
        "containerservice:AgentPool availabilityZones[*]", "containerservice:AgentPool enableEncryptionAtHost",
        "containerservice:AgentPool enableNodePublicIP",
        "containerservice:AgentPool maxPods", "containerservice:AgentPool osDiskType", "containerservice:AgentPool osType",
        "containerservice:AgentPool type",
        "containerservice:AgentPool vnetSubnetID",
    ];

    public static TheoryData<string> Stacks() => ["dev", "qa", "prod"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Each_is_replaced_or_left_to_Azure_on_purpose(string stack)
    {
        var open = Resources(stack)
            .SelectMany(resource => Refused(resource)
                .Where(path => !resource.ReplaceOnChanges.Any(pattern => pattern.Covers(PropertyPath.Parse(path))))
            .Select(path => $"{resource.Schema.ShortName} {Regex.Replace(path, @"\[\d+\]", "[*]")}")).Distinct()
            .Except(LeftToAzure);
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void ReplaceOnChanges_names_inputs_that_there_are(string stack)
    {
        foreach (var resource in Resources(stack))
        {
            Assert.All(resource.ReplaceOnChanges,
                path => Assert.True(Exists(resource.Schema.Body, path.Segments.AsSpan()),
                    $"{resource.Schema.ShortName} has no '{string.Join('.', path.Segments)}'"));
        }
    }

    /// <summary>
    /// The inputs that Azure refuses or ignores if each of them changes, and that azure-native does not replace for.
    /// </summary>
    private static IEnumerable<string> Refused(Declared resource)
    {
        var changed = ((PropertyValue.Obj)Other(new PropertyValue.Obj(resource.Inputs))).Members;
        var replacing = InputDiff.Between(resource.Inputs, changed, resource.Schema)
            .Where(change => change.Change.ForcesReplacement).Select(change => change.Change.Path).ToHashSet();
        return UpdateRefusals.Of(AzureServices.Types.Of(resource.Schema.ArmType), resource.Schema, resource.Inputs, changed)
            .Select(refusal => refusal.Path)
            .Where(path => !replacing.Contains(path));
    }

    /// <summary>The same values, but each one another; names of list items stay, as they say which item it is.</summary>
    private static PropertyValue Other(PropertyValue value) => value switch
    {
        PropertyValue.Obj obj => new PropertyMap(obj.Members.Select(member => member.Key is "name" or "computeType"
            ? member : KeyValuePair.Create(member.Key, Other(member.Value)))),
        PropertyValue.List list => new PropertyValue.List([.. list.Items.Select(Other)]),
        PropertyValue.Text text => text.Value + "x",
        PropertyValue.Number number => number.Value + 1,
        PropertyValue.Bool flag => !flag.Value,
        _ => value,
    };

    private static bool Exists(ObjectSchema schema, ReadOnlySpan<string> path) =>
        schema.Find(path[0]) is { } property && (path.Length == 1 || Exists(property.Type, path[1..]));

    private static bool Exists(TypeSchema type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty) return true;
        if (type is TypeSchema.List list) return PropertyPath.IsWildcard(path[0]) && Exists(list.Items, path[1..]);
        if (type is TypeSchema.Object known) return Exists(known.Schema, path);
        if (type is not TypeSchema.OneOf union) return false;
        foreach (var schema in union.Cases.Values)
        {
            if (Exists(schema, path)) return true;
        }

        return false;
    }

    private static IEnumerable<Declared> Resources(string stack)
    {
        var file = Path.Combine(Repository.Root, "tests", "MlopsInfra.Stacks.Tests", "Snapshots", $"{stack}.json");
        foreach (var resource in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
        {
            if (Catalog.Package.FindResource(resource!["type"]!.GetValue<string>()) is not { } schema) continue;
            var paths =
                (resource["replaceOnChanges"] as JsonArray ?? []).Select(path => PropertyPath.Parse(path!.GetValue<string>()));
            yield return new Declared(schema, ((PropertyValue.Obj)ArmReader.FromJson(resource["inputs"])).Members, [.. paths]);
        }
    }

    private sealed record Declared(ResourceSchema Schema, PropertyMap Inputs, IReadOnlyList<PropertyPath> ReplaceOnChanges);
}
