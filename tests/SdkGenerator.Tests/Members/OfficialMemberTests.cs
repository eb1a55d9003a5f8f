using System.Text.RegularExpressions;

namespace SdkGenerator.Tests.Members;

/// <summary>
/// Holds the generated classes against the members of the official ones (Pulumi.AzureDevOps.txt and Pulumi.Github.txt beside this
/// file; README.md says where they come from): nothing is missing, nothing is there besides, and what is obsolete there is so
/// here.
/// </summary>
public sealed partial class OfficialMemberTests
{
    private static readonly Dictionary<string, ILookup<string, string>> Official =
        new[] { "Pulumi.AzureDevOps", "Pulumi.Github" }.ToDictionary(package => package, Read);

    public static TheoryData<string, string> Types =>
        [.. Official.SelectMany(list => list.Value.Select(type => (list.Key, type.Key)))];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_has_the_members_of_the_official_one(string package, string name)
    {
        var type = SdkTypes.Assembly(package["Pulumi.".Length..]).GetType(name);
        Assert.True(type is { IsVisible: true }, $"{name} is not there.");
        var ours = MemberWriter.Lines(type).ToList();
        string[] differences =
        [
            .. Official[package][name].Except(ours).Select(line => $"missing: {line}"),
            .. ours.Except(Official[package][name]).Select(line => $"not in the official package: {line}"),
        ];
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    [Fact]
    public void The_lists_cover_what_is_said_to_be_obsolete() =>
        Assert.Equal(10, Official.Values.SelectMany(list => list).SelectMany(members => members)
            .Count(line => line.StartsWith("[ObsoleteAttribute(", StringComparison.Ordinal)));

    private static ILookup<string, string> Read(string package) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Members", $"{package}.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(" :: ", 2))
            .ToLookup(parts => parts[0], parts => Obsolete().Replace(parts[1], "[ObsoleteAttribute(...)]"));

    [GeneratedRegex(@"\[ObsoleteAttribute\(.*?\)\](?=\S)")]
    private static partial Regex Obsolete();
}
