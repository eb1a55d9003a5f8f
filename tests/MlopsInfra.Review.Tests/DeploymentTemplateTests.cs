using System.Text.Json.Nodes;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Templates;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

/// <summary>What becomes of a small stack as a template: names, order, parameters; and what can't be written.</summary>
public sealed class DeploymentTemplateTests
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Connection = "https://login.example/issuer-of-the-connection";

    private static readonly ResourceRecord BlobService =
        Sample.Resource("storage:BlobServiceProperties", "blobs", $"{Sample.AccountId}/blobServices/default",
            Sample.Data) with { Dependencies = [Sample.Account.Urn] };

    // The program says the account only: Pulumi sends it after the blob service by chance.
    private static readonly ResourceRecord Container = Sample.Resource("storage:BlobContainer", "data",
        $"{Sample.AccountId}/blobServices/default/containers/data", Sample.Data) with
    {
        Dependencies = [Sample.Account.Urn],
    };

    [Fact]
    public async Task What_a_resource_stands_in_and_extends_is_waited_for_though_the_program_does_not_say_it()
    {
        var template = await FlatAsync(Sample.Account, BlobService, Container, Setting("of-account", Sample.AccountId),
            Setting("of-blobs", $"{Sample.AccountId}/blobServices/default"));

        const string account = "[resourceId('Microsoft.Storage/storageAccounts', 'stx')]";
        const string blobs = "[resourceId('Microsoft.Storage/storageAccounts/blobServices', 'stx', 'default')]";
        Assert.Equal([blobs], Needs(template, "stx/default/data"));
        Assert.Equal([account], Needs(template, "diag-stx"));
        Assert.Equal([blobs], Needs(template, "diag-blobServices"));
    }

    [Fact]
    public async Task The_name_of_a_right_is_made_of_what_it_joins_where_the_program_makes_it_of_ids()
    {
        var made = Sample.Grant("read", Sample.Reader);
        made = made with
        {
            Inputs = made.Inputs.With("roleAssignmentName", Guid.Empty.ToString()),
            PropertyDependencies = made.PropertyDependencies.Add("roleAssignmentName", [Sample.Account.Urn, Sample.Identity.Urn]),
        };
        var chosen = Sample.Grant("write", Sample.Contributor) with { Id =
            $"{Sample.AccountId}/providers/Microsoft.Authorization/roleAssignments/{Tenant}" };

        var template = await FlatAsync(Sample.Account, Sample.Identity, made, chosen);

        var names = template["resources"]!.AsArray()
            .Where(resource => Text(resource, "type").EndsWith("/roleAssignments", StringComparison.Ordinal))
            .Select(resource => Text(resource, "name"));
        Assert.Equal(
            [
                "[guid(resourceId('Microsoft.Storage/storageAccounts', 'stx'), "
                    + $"resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-x'), '{Sample.Reader}')]",
                Tenant,
            ],
            names);
    }

    [Fact]
    public async Task A_secret_of_the_program_and_a_value_of_another_service_are_parameters()
    {
        var connection = Sample.Resource("x", "connection", "1", Sample.People) with
        {
            Type = "azuredevops:index:ServiceEndpoint",
            Outputs = Sample.Map(("issuer", Connection), ("unused", $"{Connection}/of/nobody")),
        };
        var vault =
            Sample.Resource("keyvault:Vault", "vault", $"{Sample.Group}/providers/Microsoft.KeyVault/vaults/kv", Sample.Data) with
        {
            Inputs = Sample.Map(("password", "a password that is long enough"), ("issuer", Connection)),
            PropertyDependencies = Sample.Account.PropertyDependencies.Add("issuer", [connection.Urn]),
        };

        var template = await FlatAsync(connection, vault);

        var parameters = template["parameters"]!.AsObject();
        Assert.Equal(["connectionIssuer", "vaultPassword"], parameters.Select(parameter => parameter.Key));
        Assert.Equal(["string", "securestring"], parameters.Select(parameter => Text(parameter.Value!, "type")));
        Assert.Equal("[parameters('connectionIssuer')]", Text(template["resources"]![0]!["properties"]!, "issuer"));
        Assert.DoesNotContain("a password", template.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flat_template_and_a_Bicep_file_are_for_one_resource_group()
    {
        var there = Sample.Resource("storage:StorageAccount", "there",
            Sample.AccountId.Replace("rg-x", "rg-y", StringComparison.Ordinal), Sample.Data);
        var several = await ReadAsync(Sample.Account, there);
        var none = await ReadAsync();

        Assert.Contains("rg-x, rg-y", Assert.Throws<TemplateException>(() => ArmTemplate.WriteFlat(several)).Message,
            StringComparison.Ordinal);
        Assert.Contains("rg-x, rg-y", Assert.Throws<TemplateException>(() => BicepFile.Write(several)).Message,
            StringComparison.Ordinal);
        Assert.Throws<TemplateException>(() => BicepFile.Write(none));
        // The nested one has a deployment for each.
        Assert.Equal(["rg-x", "rg-y"],
            JsonNode.Parse(ArmTemplate.Write(several))!["resources"]!.AsArray()
                .Select(resource => Text(resource, "resourceGroup")));
    }

    [Fact]
    public async Task Bicep_has_symbols_for_what_is_declared_and_for_what_comes_with_it()
    {
        var text = BicepFile.Write(await ReadAsync(Sample.Account, BlobService, Container,
            Setting("of-files", $"{Sample.AccountId}/fileServices/default")));

        Assert.Contains(
            "resource data 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {\n  parent: blobs\n  name: "
                + "'data'\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "resource existingDefaultFileServices 'Microsoft.Storage/storageAccounts/fileServices@2024-01-01' existing = {\n  "
                + "parent: account\n  name: 'default'\n}\n", text, StringComparison.Ordinal);
        Assert.Contains("  scope: existingDefaultFileServices\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dependsOn", text, StringComparison.Ordinal);
    }

    private static ResourceRecord Setting(string name, string of) =>
        Sample.Resource("monitor:DiagnosticSetting", name, $"{of}/providers/Microsoft.Insights/diagnosticSettings/diag",
            Sample.Data);

    private static async Task<DeploymentTemplate> ReadAsync(params ResourceRecord[] resources) =>
        await DeploymentTemplate.ReadAsync(Sample.Snapshot(resources), new Forms(), Tenant,
            TestContext.Current.CancellationToken);

    private static async Task<JsonNode> FlatAsync(params ResourceRecord[] resources) =>
        JsonNode.Parse(ArmTemplate.WriteFlat(await ReadAsync(resources)))!;

    private static IEnumerable<string> Needs(JsonNode template, string name) =>
        template["resources"]!.AsArray().Single(resource => Text(resource!, "name") == name)!["dependsOn"]!.AsArray()
            .Select(need => need!.GetValue<string>());

    private static string Text(JsonNode? json, string name) => json![name]!.GetValue<string>();

    /// <summary>Bodies are the inputs as they are; the type is that of the id.</summary>
    private sealed class Forms : IArmForms
    {
        public ValueTask<ArmForm?> FindAsync(ResourceRecord resource, CancellationToken cancellationToken)
        {
            if (!ArmId.TryParse(resource.Id!, out var id)) return ValueTask.FromResult<ArmForm?>(null);
            var properties = new JsonObject(resource.Inputs
                .Where(input => input.Value is PropertyValue.Text && input.Key is not ("scope" or "roleAssignmentName"))
                .Select(input => KeyValuePair.Create<string, JsonNode?>(input.Key, ((PropertyValue.Text)input.Value).Value)));
            return ValueTask.FromResult<ArmForm?>(new ArmForm(
                id.Providers[^1].Type, "2024-01-01", new JsonObject { ["properties"] = properties }, ["/properties/password"], [],
                []));
        }

        public string? ApiVersionOf(string type) => type == "Microsoft.Storage/storageAccounts" ? "2024-01-01" : null;
    }
}
