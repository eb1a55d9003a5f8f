using System.Reflection;
using System.Text.Json;
using Pulumi;

namespace SdkGenerator.Tests;

/// <summary>Nothing of a pinned schema is lost on the way into its assembly.</summary>
public class WholeSchemaTests
{
    public static TheoryData<string, string> Packages =>
        new() { { "azure-native", "AzureNative" }, { "azuredevops", "AzureDevOps" }, { "github", "Github" } };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_resource_has_its_class_with_every_input_and_output(string package, string part)
    {
        using var schema = Read(package);
        var classes = SdkTypes.Assembly(part).GetTypes()
            .Select(type => (Type: type, Attribute: type.GetCustomAttribute<ResourceTypeAttribute>()))
            .Where(entry => entry.Attribute is not null)
            .ToDictionary(entry => entry.Attribute!.Type);
        var version = schema.RootElement.GetProperty("version").GetString();

        foreach (var resource in schema.RootElement.GetProperty("resources").EnumerateObject())
        {
            Assert.True(classes.TryGetValue(resource.Name, out var found), $"no class for {resource.Name}");
            Assert.Equal(version, found.Attribute!.Version);
            Assert.Equal(Expected(resource.Value, "inputProperties", "requiredInputs"),
                Inputs(found.Type.Assembly.GetType($"{found.Type.FullName}Args")!));
            Assert.Equal(
                resource.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name)
                    .Order(StringComparer.Ordinal),
                found.Type.GetProperties().Select(property => property.GetCustomAttribute<OutputAttribute>()?.Name)
                    .OfType<string>()
                    // Inherited by every custom resource.
                    .Except(["id", "urn"]).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_function_has_its_class_with_every_argument(string package, string part)
    {
        using var schema = Read(package);
        foreach (var function in schema.RootElement.GetProperty("functions").EnumerateObject())
        {
            var name = function.Name.Split(':')[2];
            // Those that are only names are static, too.
            var type = Assert.Single(SdkTypes.Assembly(part).GetTypes(), type =>
                string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase) && type.IsAbstract && type.IsSealed
                    && type.GetMethods().Any(method => method.IsStatic));
            if (function.Value.TryGetProperty("inputs", out var inputs))
            {
                Assert.Equal(Expected(inputs, "properties", "required"), Inputs(type.Assembly.GetType($"{type.FullName}Args")!));
                Assert.Equal(Expected(inputs, "properties", "required"),
                    Inputs(type.Assembly.GetType($"{type.FullName}InvokeArgs")!));
            }

            Assert.Equal(
                function.Value.GetProperty("outputs").GetProperty("properties").EnumerateObject().Count(),
                type.Assembly.GetType($"{type.FullName}Result")!.GetFields().Length);
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_assembly_has_the_version_of_its_schema(string package, string part)
    {
        using var schema = Read(package);
        var version = Version.Parse(schema.RootElement.GetProperty("version").GetString()!);
        var assembly = SdkTypes.Assembly(part).GetName();
        Assert.Equal($"Pulumi.{part}", assembly.Name);
        Assert.Equal(version, new Version(assembly.Version!.Major, assembly.Version.Minor, assembly.Version.Build));
    }

    private static JsonDocument Read(string package) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", $"{package}.json")));

    private static List<(string Name, bool Required)> Expected(JsonElement owner, string properties, string required)
    {
        var names = owner.TryGetProperty(required, out var list)
            ? list.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return [.. owner.GetProperty(properties).EnumerateObject().Select(p => (p.Name, names.Contains(p.Name)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private static List<(string Name, bool Required)> Inputs(Type args) =>
        [.. SdkTypes.AttributeArguments<InputAttribute>(args).Select(a => ((string)a[0]!, (bool)a[1]!))
            .OrderBy(p => p.Item1, StringComparer.Ordinal)];
}
