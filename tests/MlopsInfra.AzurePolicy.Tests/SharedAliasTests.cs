namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>Aliases that name no type, since several share them.</summary>
public sealed class SharedAliasTests
{
    private const string Image =
        """{"storageProfile":{"imageReference":{"publisher":"Canonical","offer":"ubuntu","sku":"server","version":"latest"}}}""";
    private const string Machine = "Microsoft.Compute/virtualMachines", ScaleSet = "Microsoft.Compute/virtualMachineScaleSets";

    [Theory]
    [InlineData("Microsoft.Compute/imagePublisher", "Canonical")]
    [InlineData("microsoft.compute/ImageOffer", "ubuntu")]
    [InlineData("Microsoft.Compute/imageSku", "server")]
    [InlineData("Microsoft.Compute/imageVersion", "latest")]
    public void An_image_is_that_of_a_machine_and_of_a_scale_set(string alias, string value)
    {
        var condition = $$"""{"field":"{{alias}}","equals":"{{value}}"}""";
        var other = condition.Replace(value, "other", StringComparison.Ordinal);
        foreach (var resource in (PolicyResource[])[Judge.Resource(Machine, $$"""{"properties":{{Image}} }"""),
            Judge.Resource(ScaleSet, $$"""{"properties":{"virtualMachineProfile":{{Image}} } }""")])
        {
            Assert.True(Judge.Holds(condition, resource));
            Assert.False(Judge.Holds(other, resource));
        }

        Assert.False(Judge.Holds(condition, Judge.Resource("Microsoft.Storage/storageAccounts", "{}")));
    }

    [Fact]
    public void One_that_is_not_known_is_not_judged_where_it_could_be_the_resources_own()
    {
        const string condition = """{"field":"Microsoft.Storage/tier","exists":false}""";
        Assert.Contains("The alias Microsoft.Storage/tier names no type.", Assert.Throws<PolicyLanguageException>(() =>
            Judge.Holds(condition, Judge.Resource("Microsoft.Storage/storageAccounts", "{}"))).Message, StringComparison.Ordinal);
        Assert.True(Judge.Holds(condition, Judge.Resource("Microsoft.KeyVault/vaults", "{}")));
    }
}
