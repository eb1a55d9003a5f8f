using System.Text.RegularExpressions;

namespace Pulumi.Sdk.Tests.Surface;

/// <summary>
/// Holds the SDK in use against the list of the official package's public and protected members (pulumi-dotnet-api.txt, read
/// from Pulumi 3.112.1 by reflection). What differs without a caller being able to tell is evened out on both sides:
/// whether a member is virtual because it implements an interface, and the question mark that reflection shows or hides
/// behind an unconstrained type parameter depending on its neighbours.
/// </summary>
public sealed partial class PublicSurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> Official = ReadList();
    private static readonly Dictionary<string, HashSet<string>> Ours = ReadAssembly();

    public static TheoryData<string> Types => [.. Ours.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_public_member_is_one_of_the_official_package(string type)
    {
        Assert.True(Official.TryGetValue(type, out var members), $"The official package has no such type: {type}");
        Assert.Empty(Ours[type].Except(members));
    }

    [Fact]
    public void No_type_of_the_official_package_is_missing() => Assert.Empty(Official.Keys.Except(Ours.Keys));

    [Fact]
    public void No_member_of_the_official_package_is_missing() => Assert.Empty(
        from type in Official
        where Ours.ContainsKey(type.Key)
        from member in type.Value.Except(Ours[type.Key])
        select $"{type.Key}: {member}");

    private static Dictionary<string, HashSet<string>> ReadAssembly() => typeof(Deployment).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is "Pulumi" or "Pulumi.Testing" or "Pulumi.Utilities")
        .ToDictionary(
            type => Even(SignatureWriter.Header(type)),
            type => SignatureWriter.Members(type).Select(Even).ToHashSet());

    private static Dictionary<string, HashSet<string>> ReadList()
    {
        var types = new Dictionary<string, HashSet<string>>();
        var current = new HashSet<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "pulumi-dotnet-api.txt")).Skip(1))
            if (line.StartsWith("    ", StringComparison.Ordinal))
                current.Add(Even(line.Trim()));
            else if (line.Length > 0)
                types[Even(line)] = current = [];
        return types;
    }

    private static string Even(string signature) => NullableParameter().Replace(signature, "$1").Replace("virtual ", "");

    [GeneratedRegex(@"\b(T\d?|TResult\d?|TValue)\?")]
    private static partial Regex NullableParameter();
}
