using System.Text.RegularExpressions;

namespace MlopsInfra.Formats.Tests.Json;

/// <summary>Nothing else in the product reads JSON from outside: what one reader refuses, all refuse.</summary>
public sealed partial class OneReaderTests
{
    private const string Embedded = "what is in the assembly itself";
    private const string Settings = "the program knows public packages only; it reads strictly by itself";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["src/MlopsInfra.Formats/Json/StrictJson.cs"] = "the reader",
        ["src/MlopsInfra.LocalCloud/Arm/Access/BuiltInRoleDefinitions.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Arm/Views.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Engine/Bridged/Terraform/TerraformFacts.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Schemas/PackageSchema.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Schemas/PackageSchemas.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Schemas/ReplacementFlags.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Schemas/SchemaFaults.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Schemas/ValueLimits.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Services/Monitor/BillingFeatureRoutes.cs"] = Embedded,
        ["src/MlopsInfra.LocalCloud/Services/Monitor/Ingestion/TelemetryBody.cs"] = "several values, each read by the reader",
        ["src/MlopsInfra.LocalCloud/Services/Resources/Deployments/Language/LenientJson.cs"] = "numbers of what was read",
        ["src/MlopsInfra.PostDeploy/Yaml/YamlScalar.cs"] = "a number that the reader of YAML took",
        ["src/MlopsInfra.Policies/DeclaredResource.cs"] = Embedded,
        ["src/MlopsInfra.Policies/InputValue.cs"] = "knows nothing of files; it reads strictly by itself",
        ["stacks/MlopsInfra.Stacks/Configuration/Placeholders.cs"] = Settings,
        ["stacks/MlopsInfra.Stacks/Configuration/RawConfiguration.cs"] = Settings,
        ["stacks/MlopsInfra.Stacks/Configuration/SettingsReader.cs"] = Settings,
        ["stacks/MlopsInfra.Stacks/Configuration/SharedStacks.cs"] = Settings,
    };

    [Fact]
    public void JSON_from_outside_is_read_by_one_reader()
    {
        var found =
            from folder in (string[])["src", "stacks"]
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
            where !name.Contains("/obj/", StringComparison.Ordinal) && Reading().IsMatch(File.ReadAllText(file))
            select name;

        Assert.Equal([], found.Where(name => !Reasons.ContainsKey(name)));
    }

    [Fact]
    public void Every_exception_is_still_needed()
    {
        Assert.Equal([], Reasons.Keys.Where(name => !Reading().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, name)))));
        Assert.Matches(Reading(), "var node = JsonNode.Parse(text);");
    }

    [GeneratedRegex(@"\bJson(Node|Document|Element)\.Parse|\bJsonSerializer\.Deserialize|\bnew Utf8JsonReader\b|FromJsonA")]
    private static partial Regex Reading();
}
