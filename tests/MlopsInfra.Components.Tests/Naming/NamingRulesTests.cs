using System.Text.RegularExpressions;
using CsCheck;

namespace MlopsInfra.Components.Tests.Naming;

public sealed class NamingRulesTests
{
    // Patterns as Azure publishes them: "Naming rules and restrictions for Azure resources", the OpenAPI of Azure Machine
    // Learning.
    public static TheoryData<string, string> Published => new()
    {
        { "Microsoft.Storage/storageAccounts", "^[a-z0-9]{3,24}$" },
        { "Microsoft.Storage/storageAccounts/blobServices/containers", "^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$" },
        { "Microsoft.KeyVault/vaults", "^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$" },
        { "Microsoft.ContainerRegistry/registries", "^[a-zA-Z0-9]{5,50}$" },
        { "Microsoft.MachineLearningServices/workspaces", "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$" },
        { "Microsoft.MachineLearningServices/workspaces/computes", @"^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9\-]{2,23}$" },
        { "Microsoft.MachineLearningServices/workspaces/batchEndpoints", "^(?=.{3,32}$)[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" },
        { "Microsoft.OperationalInsights/workspaces", "^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$" },
        { "Microsoft.ManagedIdentity/userAssignedIdentities", "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$" },
        { "Microsoft.Resources/resourceGroups", @"^[-\w\._\(\)]{0,89}[-\w_\(\)]$" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void A_rule_accepts_exactly_what_Azures_published_pattern_accepts(string type, string pattern)
    {
        var rule = NamingRules.All.Single(candidate => candidate.ResourceType == type);
        var regex = new Regex(pattern, RegexOptions.ECMAScript);
        var nearMiss = Gen.Char["abzAZ09-_.() é"].Array[0, rule.MaxLength + 3].Select(chars => new string(chars));
        var likely =
            Gen.Char["ab9-"].Array[rule.MinLength - 1, Math.Min(rule.MaxLength + 1, 70)].Select(chars => new string(chars));

        Gen.OneOf(nearMiss, likely).Sample(name => (rule.Complaint(name) is null) == regex.IsMatch(name));
    }

    [Fact]
    public void Every_derived_name_keeps_to_the_rule_of_its_type()
    {
        var workload =
            Gen.Select(Gen.Char["abcdefghijklmnopqrstuvwxyz"], Gen.Char["abcz0189"].Array[1, 11], (a, b) => a + new string(b));
        var environment =
            Gen.Select(Gen.Char["abcdefghijklmnopqrstuvwxyz"], Gen.Char["abcz0189"].Array[1, 7], (a, b) => a + new string(b));
        var role = Gen.OneOf(Gen.Const((string?)null), Gen.Const<string?>("training"), Gen.Const<string?>("workspace"));

        Gen.Select(workload, environment, role, Gen.Guid).Sample((w, e, r, subscription) =>
        {
            var names = new ResourceNames(w, e, "westeurope", subscription.ToString());
            foreach (var rule in NamingRules.All.Where(rule => rule.Abbreviation.Length > 0))
            {
                Assert.Null(rule.Complaint(names.For(rule, r)));
            }
        });
    }

    [Fact]
    public void Names_read_as_the_Cloud_Adoption_Framework_has_them()
    {
        var names = new ResourceNames("mlops", "dev", "westeurope", "00000000-0000-0000-0000-000000000001");

        Assert.Equal("rg-mlops-dev", names.For(NamingRules.ResourceGroup));
        Assert.Equal("id-mlops-dev-training", names.For(NamingRules.UserAssignedIdentity, "training"));
        Assert.Equal($"stmlopsdev{names.Hash}", names.For(NamingRules.StorageAccount));
        Assert.Equal($"kv-mlops-dev-{names.Hash}", names.For(NamingRules.KeyVault));
    }

    [Fact]
    public void World_wide_names_differ_by_subscription_workload_environment_and_region()
    {
        string[] names =
        [
            Storage("mlops", "dev", "westeurope", "a"), Storage("mlops", "dev", "westeurope", "b"),
            Storage("mlops", "qa", "westeurope", "a"),
            Storage("other", "dev", "westeurope", "a"), Storage("mlops", "dev", "northeurope", "a"),
            Storage("mlopsd", "ev", "westeurope", "a"),
        ];
        Assert.Equal(names.Length, names.Distinct().Count());

        static string Storage(string workload, string environment, string location, string subscription) =>
            new ResourceNames(workload, environment, location, subscription).For(NamingRules.StorageAccount);
    }

    [Fact]
    public void Long_names_are_shortened_without_becoming_the_same()
    {
        var one = new ResourceNames("forecasting1", "staging1", "westeurope", "a").For(NamingRules.KeyVault);
        var two = new ResourceNames("forecasting2", "staging1", "westeurope", "a").For(NamingRules.KeyVault);

        Assert.Equal(24, one.Length);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void A_hash_stays_the_same_from_release_to_release()
    {
        // A changed hash would rename every storage account, vault and registry.
        Assert.Equal("yb32f3", ShortHash.Of("00000000-0000-0000-0000-000000000001", "mlops", "dev", "westeurope"));
    }

    [Fact]
    public void A_complaint_names_the_fault_and_the_limits() => Assert.Equal(
        "'_' is not allowed; Microsoft.Storage/storageAccounts takes 3 to 24 lower-case letters or digits, unique world-wide.",
        NamingRules.StorageAccount.Complaint("my_store"));

    [Theory]
    [InlineData(NameCharacters.Uppercase, "upper-case letters")]
    [InlineData(NameCharacters.Lowercase | NameCharacters.Hyphen, "lower-case letters or hyphens")]
    [InlineData(NameCharacters.Alphanumeric | NameCharacters.Period, "letters, digits or periods")]
    public void A_rule_says_which_characters_it_takes(NameCharacters characters, string words) =>
        Assert.Equal($"A type takes 1 to 9 {words}", new NamingRule("A type", "", 1, 9, characters).Summary);
}
