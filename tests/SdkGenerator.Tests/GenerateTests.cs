namespace SdkGenerator.Tests;

public class GenerateTests
{
    [Fact]
    public void A_resource_becomes_a_class_and_its_args()
    {
        var code = Generator.Generate(Snippet.Thing(
            inputs: """
                "size": { "type": "integer" }, "labels": { "type": "object", "additionalProperties": { "type": "string" } }
                """,
            required: "\"size\"",
            outputs: "\"url\": { \"type\": \"string\" }"));

        Assert.Contains("""
                [DemoResourceType("demo:things:Thing")]
                public partial class Thing : global::Pulumi.CustomResource
                {
                    [Output("url")]
                    public Output<string?> Url { get; private set; } = null!;
                    public Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
                        : base("demo:things:Thing", name, args ?? new ThingArgs(), Utilities.ResourceOptions(options, ""))
                    {
                    }
            """, code, StringComparison.Ordinal);
        Assert.Contains("""
                public sealed class ThingArgs : global::Pulumi.ResourceArgs
                {
                    [Input("size", required: true)]
                    public Input<int> Size { get; set; } = null!;
                    [Input("labels")]
                    private InputMap<string>? _labels;
                    public InputMap<string> Labels { get => _labels ??= new InputMap<string>(); set => _labels = value; }
                    public static new ThingArgs Empty => new ThingArgs();
                }
            """, code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_without_required_inputs_can_be_made_without_args() =>
        Assert.Contains(
            "public Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)",
            Generator.Generate(Snippet.Thing(inputs: "\"size\": { \"type\": \"integer\" }")),
            StringComparison.Ordinal);

    [Fact]
    public void Former_types_and_secret_outputs_become_options_of_the_resource() =>
        Assert.Contains(
            "Utilities.ResourceOptions(options, \"\", new CustomResourceOptions { "
            + "Aliases = { new global::Pulumi.Alias { Type = \"demo:old:Thing\" } }, AdditionalSecretOutputs = { \"key\" } })",
            Generator.Generate(Snippet.Thing(outputs: "\"key\": { \"type\": \"string\", \"secret\": true }")
                .Replace("\"required\": []", "\"required\": [], \"aliases\": [{ \"type\": \"demo:old:Thing\" }]",
                    StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Fact]
    public void A_type_that_the_outputs_show_as_a_bare_object_only_is_left_out()
    {
        const string choice = """
            { "oneOf": [{ "$ref": "#/types/demo:things:A" }, { "$ref": "#/types/demo:things:B" }, { "$ref": "#/types/demo:things:C" }] }
            """;
        const string types = """
            "demo:things:A": { "type": "object", "properties": {} },
            "demo:things:B": { "type": "object", "properties": {} },
            "demo:things:C": { "type": "object", "properties": { "a": { "$ref": "#/types/demo:things:A" } } }
            """;

        var code =
            Generator.Generate(Snippet.Thing(inputs: $"\"choice\": {choice}", outputs: $"\"choice\": {choice}", types: types));

        Assert.Contains("public object? Choice { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public Output<object?> Choice", code, StringComparison.Ordinal);
        Assert.Contains("class CArgs", code, StringComparison.Ordinal);
        Assert.DoesNotContain("class C\n", code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_of_the_whole_package_are_there_without_the_types()
    {
        using var folder = new TemporaryFolder();
        // Nobody knows how a list writes a module that was in no schema when it was made.
        var names = folder.Write("names.txt",
            "# A list.\nPulumi.Demo\n Provider\n Utilities\nPulumi.Demo.things\n Thing\n Gadget\nPulumi.Demo.Other\n Gone\n");
        Assert.Equal(0, Generator.Run("generate", folder.Write("schema.json", Snippet.Thing()), folder["out"], names).ExitCode);

        var things = File.ReadAllText(Path.Combine(folder["out"], "Pulumi.Demo.Things.cs"));
        Assert.Contains("[global::System.Obsolete(Utilities.OnlyAName, true)] public static class Gadget { }", things,
            StringComparison.Ordinal);
        Assert.DoesNotContain("static class Thing ", things, StringComparison.Ordinal);
        Assert.Contains("public static class Utilities", File.ReadAllText(Path.Combine(folder["out"], "Pulumi.Demo.cs")),
            StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder["out"], "Pulumi.Demo.Other.cs")));
    }

    [Fact]
    public void A_default_from_the_environment_comes_before_the_fixed_one() =>
        Assert.Contains(
            "Url = Utilities.GetEnv(\"THING_URL\", \"URL\") ?? \"https://example.com/\";",
            Generator.Generate(Snippet.Thing(inputs: """
                "url": { "type": "string", "default": "https://example.com/", "defaultInfo": { "environment": ["THING_URL", "URL"] } }
                """)),
            StringComparison.Ordinal);

    [Fact]
    public void An_enum_member_that_every_type_has_already_gets_another_name()
    {
        var code = Generator.Generate(Snippet.Thing(
            inputs: "\"operator\": { \"$ref\": \"#/types/demo:things:Operator\", \"default\": \"Equals\" }",
            types: "\"demo:things:Operator\": { \"type\": \"string\", \"enum\": [{ \"value\": \"Equals\" }, { \"name\": "
                + "\"Not_Equals\", \"value\": \"Not Equals\" }] }"));

        Assert.Contains("public static Operator EqualsValue => new Operator(\"Equals\");", code, StringComparison.Ordinal);
        Assert.Contains("public static Operator Not_Equals => new Operator(\"Not Equals\");", code, StringComparison.Ordinal);
        Assert.Contains("Operator = global::Pulumi.Demo.Things.Operator.EqualsValue;", code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_schema_gives_the_same_bytes_and_leaves_what_is_right_untouched()
    {
        using var folder = new TemporaryFolder();
        var schema = Path.Combine(AppContext.BaseDirectory, "schemas", "azure-native.json");
        Assert.Equal(0, Generator.Run("generate", schema, folder["a"]).ExitCode);
        Assert.Equal(0, Generator.Run("generate", schema, folder["b"]).ExitCode);
        var first = Files(folder["a"]);
        Assert.NotEmpty(first);
        Assert.Equal(first, Files(folder["b"]));

        var someFile = Directory.GetFiles(folder["a"])[0];
        var longAgo = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(someFile, longAgo);
        Assert.Equal(0, Generator.Run("generate", schema, folder["a"]).ExitCode);
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(someFile));
    }

    [Fact]
    public void What_was_generated_before_goes_and_what_people_wrote_stays()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("schema.json", Snippet.Thing());
        Assert.Equal(0, Generator.Run("generate", schema, folder["out"]).ExitCode);
        var generated = Path.Combine(folder["out"], "Pulumi.Demo.Things.cs");
        var stale = Path.Combine(folder["out"], "Pulumi.Demo.Gone.cs");
        var foreign = Path.Combine(folder["out"], "Mine.cs");
        File.Copy(generated, stale);
        File.WriteAllText(foreign, "// mine");

        Assert.Equal(0, Generator.Run("generate", schema, folder["out"]).ExitCode);

        Assert.True(File.Exists(generated));
        Assert.False(File.Exists(stale));
        Assert.Equal("// mine", File.ReadAllText(foreign));
    }

    private static Dictionary<string, string> Files(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}
