using System.Text.Json;
using MlopsInfra.LocalCloud.Engine.Bridged.Terraform;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// The facts of the Terraform providers fit the package schemas: every type has some, and every property of a fact is found.
/// </summary>
public sealed class TerraformFactsTests
{
    /// <summary>Facts that Pulumi's package has no input for, with the reason.</summary>
    private static readonly Dictionary<string, string> WithoutInput = new(StringComparer.Ordinal)
    {
        ["github:index/repositoryFile:RepositoryFile ref"] = "an output only in the wrapped version",
    };

    public static TheoryData<string> Packages => ["azuredevops", "github"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_type_of_the_schema_has_facts(string package)
    {
        var facts = TerraformFacts.Open(package);
        Assert.Empty(PackageSchema.Open(package).ResourceTokens.Except(facts.Tokens));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_fact_is_about_an_input(string package)
    {
        var schema = PackageSchema.Open(package);
        var facts = TerraformFacts.Open(package);
        foreach (var (token, fact) in Facts(package))
        {
            if (schema.FindResource(token) is not { } resource || WithoutInput.ContainsKey($"{token} {fact.Name}")) continue;
            var path = fact.Name.Replace(".", ".0.", StringComparison.Ordinal);
            var property = new TerraformPresence(facts.Of(resource).Inputs, LocalEngine.Values.PropertyMap.Empty).Property(path);
            Assert.True(property?.Path == path, $"{token} has no input for {fact.Name}.");
            Assert.Equal(fact.Value.TryGetProperty("default", out _) || fact.Value.TryGetProperty("defaultNow", out _),
                property.Default is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_exclusion_names_an_input(string package)
    {
        var schema = PackageSchema.Open(package);
        var facts = TerraformFacts.Open(package);
        foreach (var resource in schema.ResourceTokens.Select(token => schema.FindResource(token)!))
        {
            var presence = new TerraformPresence(facts.Of(resource).Inputs, LocalEngine.Values.PropertyMap.Empty);
            foreach (var property in presence.Places().Select(place => place.Property))
            {
                foreach (var path in (string[])[.. property.ConflictsWith, .. property.ExactlyOneOf, .. property.AtLeastOneOf,
                    .. property.RequiredWith])
                    Assert.True(presence.Property(path) is not null, $"{resource.Token} {property.Path} names {path}.");
            }
        }
    }

    /// <summary>
    /// Two witnesses for one thing: Pulumi's schema and Terraform's provider say the same of what needs a new resource and what
    /// is secret.
    /// </summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Replacement_and_secrecy_are_what_the_schema_says(string package)
    {
        var schema = PackageSchema.Open(package);
        var facts = TerraformFacts.Open(package);
        foreach (var resource in schema.ResourceTokens.Select(token => schema.FindResource(token)!))
        {
            foreach (var property in facts.Of(resource).Inputs.Properties)
            {
                Assert.True(property.ForceNew == property.Schema.ForcesReplacement, $"{resource.Token} {property.Name} forceNew");
                Assert.True(property.Sensitive == property.Schema.Secret, $"{resource.Token} {property.Name} sensitive");
            }
        }
    }

    private static IEnumerable<(string Token, JsonProperty Fact)> Facts(string package)
    {
        using var stream = typeof(TerraformFacts).Assembly.GetManifestResourceStream("schemas/bridged-facts.json")!;
        using var document = JsonDocument.Parse(stream);
        foreach (var type in document.RootElement.GetProperty(package).EnumerateObject())
        {
            foreach (var fact in type.Value.GetProperty("properties").EnumerateObject()) yield return (type.Name, fact);
        }
    }
}
