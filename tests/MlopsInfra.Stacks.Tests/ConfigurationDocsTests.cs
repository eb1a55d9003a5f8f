using System.Reflection;
using System.Text.RegularExpressions;

namespace MlopsInfra.Stacks.Tests;

public sealed partial class ConfigurationDocsTests
{
    [Fact]
    public void The_reference_lists_every_key_and_no_other()
    {
        var text = File.ReadAllText(Path.Combine(StackFile.Root, "docs", "configuration.md"));
        var documented = KeyCell().Matches(text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        var actual = Keys(EnvironmentSettings.Properties, "").Order(StringComparer.Ordinal);
        Assert.Equal(actual, documented);
    }

    private static IEnumerable<string> Keys(IEnumerable<PropertyInfo> properties, string prefix) =>
        properties.Where(property => property.Name != "EqualityContract").SelectMany(property =>
        {
            var path = prefix + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            var group = property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);
            if (!group) return [path];
            // A group that may be left out has a switch; one inside of another is there where it is written.
            var optional =
                prefix.Length == 0 && new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;
            var inner = property.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance);
            return Keys(inner, $"{path}.").Concat(optional ? [$"{path}.enabled"] : []);
        });

    [GeneratedRegex(@"^\| `([a-zA-Z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex KeyCell();
}
