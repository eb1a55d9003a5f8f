using CsCheck;
using MlopsInfra.Components;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// Components and the local cloud each know how names have to look, from Azure's documentation and not from each other: the one
/// is the subject of the other. A name that a component lets through must not be refused by the cloud.
/// </summary>
public sealed class ComponentNameTests
{
    // The first part of a host name: it stands in a property, and is the name of no resource.
    private const string NoResource = "a DNS label";

    public static TheoryData<string> Types =>
        [.. NamingRules.All.Select(rule => rule.ResourceType).Where(type => type != NoResource)];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_components_allow_the_local_cloud_takes(string type)
    {
        Assert.True(AzureServices.Types.Know(new ResourceType(type)), $"The local cloud knows nothing of {type}.");
        var rule = NamingRules.All.Single(rule => rule.ResourceType == type);
        var cloud = AzureServices.Types.Of(new ResourceType(type)).Naming;

        NamesFor(rule).Sample(name => Assert.True(cloud.Allows(name), $"'{name}' is refused: {cloud.Explain(name)}"), iter: 1000);
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "Data")]
    [InlineData("Microsoft.KeyVault/vaults", "a--b")]
    [InlineData("Microsoft.MachineLearningServices/workspaces/computes", "cpu-1")]
    public void A_rule_that_is_wider_is_found(string type, string name)
    {
        var cloud = AzureServices.Types.Of(new ResourceType(type)).Naming;
        var wider = new NamingRule(type, "", name.Length, name.Length, Of(name));

        var found = Assert.Throws<CsCheckException>(
            () => NamesFor(wider).Sample(taken => Assert.True(cloud.Allows(taken), $"'{taken}' is refused."), iter: 100_000));
        Assert.Contains("is refused", found.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Names that a rule allows: its shortest, its longest and those between, of all characters that it has.</summary>
    private static Gen<string> NamesFor(NamingRule rule)
    {
        var (first, last) = (Characters(rule.First ?? rule.Characters), Characters(rule.Last ?? rule.Characters));
        var length = Gen.OneOf(Gen.Const(rule.MinLength), Gen.Const(rule.MaxLength), Gen.Int[rule.MinLength, rule.MaxLength],
            Gen.Int[rule.MinLength, Math.Min(rule.MaxLength, rule.MinLength + 4)]);
        return
            from size in length
            from begin in first
            from middle in Characters(rule.Characters).Array[Math.Max(0, size - 2)]
            from end in last
            let name = size == 1 ? $"{begin}" : $"{begin}{new string(middle)}{end}"
            where rule.Complaint(name) is null
            select name;
    }

    // Rare in a name of all its characters, and what rules are about: so they come as often as all others together.
    private static Gen<char> Characters(NameCharacters set)
    {
        var all = Enumerable.Range(' ', 95).Select(code => (char)code).Where(character => Has(set, character)).ToArray();
        var special = all.Where(character => !char.IsAsciiLetter(character)).ToArray();
        return special.Length == 0
            ? Gen.Char[new string(all)] : Gen.OneOf(Gen.Char[new string(all)], Gen.Char[new string(special)]);
    }

    private static bool Has(NameCharacters set, char character) =>
        new NamingRule("", "", 1, 1, set).Complaint($"{character}") is null;

    private static NameCharacters Of(string name) => Enum.GetValues<NameCharacters>().Where(characters => characters != 0)
        .Where(characters => name.Any(character => Has(characters, character)))
        .Aggregate(NameCharacters.None, (all, characters) => all | characters);
}
