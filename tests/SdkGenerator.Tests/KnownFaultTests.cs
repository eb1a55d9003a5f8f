namespace SdkGenerator.Tests;

/// <summary>A table of known faults beside a schema: the code stays as the package has it, and warns.</summary>
public class KnownFaultTests
{
    private static readonly string Schema = Snippet.Thing(
        inputs: """ "operator": { "oneOf": [{ "type": "string" }, { "$ref": "#/types/demo:things:Operator" }] } """,
        types: """ "demo:things:Operator": { "type": "string", "enum": [{ "name": "GreaterThan", "value": "gt" }] } """);

    [Fact]
    public void An_enum_that_is_known_to_be_wrong_keeps_its_values_and_says_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("schema.faults.json", """
            { "properties": { "demo:things:Rule": { "operator": { "enum": "demo:things:Operator", "values": ["GreaterThan", "<none>"], "remark": "Give the text." } } } }
            """);
        var (exitCode, _, error) = Generator.Run("generate", folder.Write("schema.json", Schema), folder["out"]);

        Assert.True(exitCode == 0, error);
        var code = string.Concat(Directory.EnumerateFiles(folder["out"]).Select(File.ReadAllText));
        Assert.Contains("""
                /// <remarks>Not for Rule.operator: Azure takes GreaterThan, &lt;none&gt; there. Give the text.</remarks>
                [EnumType]
                public readonly struct Operator
            """, code, StringComparison.Ordinal);
        Assert.Contains("GreaterThan => new Operator(\"gt\")", code, StringComparison.Ordinal);
        Assert.DoesNotContain("<remarks>", Generator.Generate(Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_table_of_faults_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("schema.faults.json", """{ "properties": { "demo:things:Rule": { "operator": {} } } }""");
        var (exitCode, _, error) = Generator.Run("generate", folder.Write("schema.json", Schema), folder["out"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("schema.faults.json: this is no table of faults", error, StringComparison.Ordinal);
    }
}
