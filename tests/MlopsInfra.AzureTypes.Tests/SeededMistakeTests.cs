using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>The check finds each kind of mistake, where it is. The same body without its mistake has none.</summary>
public sealed class SeededMistakeTests
{
    private const string Account = """
        {"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false,"minimumTlsVersion":"TLS1_2",
         "networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"52.1.2.3","action":"Allow"}]} } }
        """;

    private const string BlobService = """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7} } }""";

    private const string LogAlert = """
        {"location":"westeurope","properties":{"severity":2,"scopes":["/subscriptions/0"],
         "criteria":{"allOf":[{"query":"AppRequests","timeAggregation":"Count","operator":"GreaterThan","threshold":0}]} } }
        """;

    private const string Datastore = """{"properties":{"datastoreType":"AzureBlob","accountName":"stdata","containerName":"data","credentials":{"credentialsType":"None"} } }""";

    private const string Extension =
        """{"properties":{"extensionType":"Microsoft.AzureML.Kubernetes","configurationSettings":{"enableTraining":"True"} } }""";

    private static readonly AzureTypeCatalog Types = new();
    private static readonly AzureCatalog Package = new();

    public static TheoryData<string, string, string, string, string, MistakeKind, string> Mistakes => new()
    {
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"kind\"", "\"colour\":\"red\",\"kind\"",
            MistakeKind.UnknownProperty, "colour" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "minimumTlsVersion", "minimumTLSVersion",
            MistakeKind.UnknownProperty, "properties.minimumTLSVersion" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"sku\":{\"name\":\"Standard_LRS\"},", "",
            MistakeKind.MissingProperty, "sku" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"value\":\"52.1.2.3\",", "", MistakeKind.MissingProperty,
            "properties.networkAcls.ipRules[0].value" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"kind\"", "\"id\":\"x\",\"kind\"",
            MistakeKind.ReadOnlyProperty, "id" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"networkAcls\"", "\"creationTime\":\"x\",\"networkAcls\"",
            MistakeKind.ReadOnlyProperty, "properties.creationTime" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "\"allowSharedKeyAccess\":false",
            "\"allowSharedKeyAccess\":\"no\"", MistakeKind.WrongType, "properties.allowSharedKeyAccess" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "[{\"value\":\"52.1.2.3\",\"action\":\"Allow\"}]", "{}",
            MistakeKind.WrongType, "properties.networkAcls.ipRules" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "TLS1_2", "TLS12", MistakeKind.UnknownValue,
            "properties.minimumTlsVersion" },
        { "Microsoft.Storage/storageAccounts", "stdata", Account, "TLS1_2", "tls1_2", MistakeKind.UnknownValue,
            "properties.minimumTlsVersion" },
        { "Microsoft.Insights/scheduledQueryRules", "alert", LogAlert, "GreaterThan", "gt", MistakeKind.UnknownValue,
            "properties.criteria.allOf[0].operator" },
        { "Microsoft.MachineLearningServices/workspaces/datastores", "data", Datastore, "AzureBlob", "Blob",
            MistakeKind.UnknownValue, "properties.datastoreType" },
        { "Microsoft.MachineLearningServices/workspaces/datastores", "data", Datastore, "\"datastoreType\":\"AzureBlob\",", "",
            MistakeKind.MissingProperty, "properties.datastoreType" },
        { "Microsoft.MachineLearningServices/workspaces/datastores", "data", Datastore,
            "\"credentials\":{\"credentialsType\":\"None\"}", "\"description\":\"d\"", MistakeKind.MissingProperty,
            "properties.credentials" },
        { "Microsoft.KubernetesConfiguration/extensions", "azureml", Extension, "\"True\"", "true", MistakeKind.WrongType,
            "properties.configurationSettings.enableTraining" },
        { "Microsoft.Storage/storageAccounts/blobServices", "default", BlobService, "7", "400", MistakeKind.Range,
            "properties.deleteRetentionPolicy.days" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_where_it_is(string type, string name, string body, string right, string wrong,
        MistakeKind kind, string path)
    {
        Assert.Empty(Check(type, name, body));
        Assert.Contains(right, body, StringComparison.Ordinal);
        var mistake =
            Assert.Single(Check(type, name, body.Replace(right, wrong, StringComparison.Ordinal)), found => found.Path == path);
        Assert.Equal(kind, mistake.Kind);
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", Account, "st", MistakeKind.Length)]
    [InlineData("Microsoft.Storage/storageAccounts", Account, "stdatastdatastdatastdatastdata", MistakeKind.Length)]
    [InlineData("Microsoft.Storage/storageAccounts/blobServices", BlobService, "other", MistakeKind.UnknownValue)]
    [InlineData("Microsoft.ContainerService/managedClusters/agentPools", """{"properties":{"count":1}}""", "Pool",
        MistakeKind.Pattern)]
    public void A_name_that_does_not_fit_is_found(string type, string body, string name, MistakeKind kind) =>
        Assert.Equal((kind, "name"), Assert.Single(Check(type, name, body).Select(mistake => (mistake.Kind, mistake.Path))));

    [Fact]
    public void A_type_or_version_that_there_is_none_of_is_found()
    {
        var mistake = Assert.Single(Types.Check("Microsoft.Storage/storageAccounts", "2001-01-01", "stdata", []));
        Assert.Equal(MistakeKind.UnknownType, mistake.Kind);
        Assert.Contains("2024-01-01", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(MistakeKind.UnknownType, Assert.Single(Types.Check("Microsoft.Nothing/things", "2024-01-01", "x", [])).Kind);
    }

    [Fact]
    public void A_value_that_is_not_known_yet_fits_everywhere() => Assert.Empty(
        Check("Microsoft.Storage/storageAccounts", AzureTypeCatalog.Unknown,
            Account.Replace("{\"name\":\"Standard_LRS\"}", $"\"{AzureTypeCatalog.Unknown}\"", StringComparison.Ordinal)));

    [Fact]
    public void No_message_holds_a_value() => Assert.DoesNotContain(
        "hunter2",
        Assert.Single(Check("Microsoft.Storage/storageAccounts", "stdata",
            Account.Replace("false", "\"hunter2\"", StringComparison.Ordinal))).ToString(), StringComparison.Ordinal);

    private static IReadOnlyList<BodyMistake> Check(string type, string name, string body) =>
        Types.Check(type, Package.FindByArmType(type)!.ApiVersion, name, JsonNode.Parse(body)!.AsObject());
}
