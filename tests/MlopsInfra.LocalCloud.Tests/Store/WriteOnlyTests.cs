using System.Text;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Store;

/// <summary>What Azure takes and never shows again stands in clear neither in the store nor in a state.</summary>
public sealed class WriteOnlyTests : IDisposable
{
    private const string Value = "topsecret-value-4711";
    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Value));

    private readonly string _folder = TestFolders.Create("cloud-").FullName;

    public static TheoryData<string, string> Bodies => new()
    {
        {
            "Microsoft.ContainerInstance/containerGroups",
            $$"""
            {"location":"westeurope","properties":{"osType":"Linux","containers":[{"name":"a","properties":{
             "image":"mcr.microsoft.com/a:1","resources":{"requests":{"cpu":1,"memoryInGB":1} },
             "environmentVariables":[{"name":"KEY","secureValue":"{{Value}}"}],"volumeMounts":[{"name":"keys","mountPath":"/keys"}] } }],
             "volumes":[{"name":"keys","secret":{"a/b":"{{Base64}}"} }] } }
            """
        },
        {
            "Microsoft.Logic/workflows",
            $$"""
            {"location":"westeurope","properties":{"parameters":{"given":{"value":"{{Value}}"} },"definition":{
             "$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
             "parameters":{"given":{"type":"SecureString"},"left":{"type":"secureobject","defaultValue":{"a":"{{Value}}"} } },
             "triggers":{},"actions":{} } } }
            """
        },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void What_a_body_holds_is_encrypted_and_not_shown(string type, string body)
    {
        var id = TestCloud.In(type, "secretive");
        using (var azure = new TestCloud(directory: _folder))
        {
            azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
            AssertNone(azure.Put(id, body).ToJsonString());
        }

        Assert.All(Directory.GetFiles(_folder), file => AssertNone(File.ReadAllText(file)));
        using var again = new TestCloud(directory: _folder);
        AssertNone(again.Get(id)!.ToJsonString());
        var kept = again.Cloud.Context.Store.Find(id)!.Body.ToJsonString();
        Assert.True(kept.Contains(Value, StringComparison.Ordinal) || kept.Contains(Base64, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_program_gives_in_clear_is_marked_for_the_state_and_nothing_else_is()
    {
        var group = PackageSchemas.MarkSecrets("azure-native:containerinstance:ContainerGroup", Map(
            ("containerGroupName", "a"),
            ("containers",
                List(Map(("name", "b"), ("environmentVariables", List(Map(("name", "KEY"), ("secureValue", Value))))))),
            ("volumes", List(Map(("name", "c"), ("secret", Map(("key", Base64))))))));
        AssertNone(Open(new PropertyValue.Obj(group)));
        Assert.Equal("a", Text(group["containerGroupName"]));
        Assert.Contains("KEY", Open(new PropertyValue.Obj(group)), StringComparison.Ordinal);

        foreach (var (type, member) in (IEnumerable<(string, string)>)
            [("keyvault:Secret", "value"), ("machinelearningservices:WorkspaceConnection", "credentials")])
        {
            var marked = PackageSchemas.MarkSecrets($"azure-native:{type}",
                Map(("properties", Map((member, Value), ("other", "x")))));
            var properties = Assert.IsType<PropertyValue.Obj>(marked["properties"]).Members;
            Assert.IsType<PropertyValue.Secret>(properties[member]);
            Assert.Equal("x", Text(properties["other"]));
        }

        var rights = Map(("properties", Map(("accessPolicies", List(Map(("permissions", Map(("secrets", List("get"))))))))));
        Assert.Same(rights, PackageSchemas.MarkSecrets("azure-native:keyvault:Vault", rights));
    }

    // All that is not marked.
    private static string Open(PropertyValue value) => value switch
    {
        PropertyValue.Obj known => string.Join(',', known.Members.Select(member => $"{member.Key}={Open(member.Value)}")),
        PropertyValue.List list => string.Join(',', list.Items.Select(Open)),
        PropertyValue.Text text => text.Value,
        _ => "",
    };

    private static void AssertNone(string text)
    {
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64, text, StringComparison.Ordinal);
    }
}
