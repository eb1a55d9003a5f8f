using System.Diagnostics;

namespace SdkGenerator.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData("this is no JSON", "is not JSON")]
    [InlineData("[]", "a JSON object is expected")]
    [InlineData("{}", "'name' is missing")]
    [InlineData("{ \"name\": \"demo\" }", "'version' is missing")]
    [InlineData("{ \"name\": \"demo\", \"version\": \"1\", \"resources\": { \"Thing\": {} } }", "'Thing' is no token")]
    public void A_file_that_is_no_package_schema_is_refused(string content, string expected) =>
        Assert.Contains(expected, Generator.Refusal(content), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"a\": { \"type\": \"tuple\" }", "/resources/demo:things:Thing/inputProperties/a: 'tuple' is no type")]
    [InlineData("\"a\": { \"$ref\": \"#/types/demo:things:Gone\" }", "demo:things:Thing.a refers to the type 'demo:things:Gone'")]
    [InlineData("\"a\": { \"$ref\": \"/aws/v6.0.0/schema.json#/types/x\" }", "can't follow the reference")]
    [InlineData("\"a\": { \"type\": \"array\", \"items\": 5 }", "/inputProperties/a/items: a type is expected")]
    [InlineData("\"a\": { \"type\": \"string\", \"default\": [] }", "a default of [] can't be written")]
    [InlineData("\"a-b\": { \"type\": \"string\" }", "'a-b' has no name that C# takes")]
    public void A_property_that_cannot_be_generated_is_refused_with_its_place(string inputs, string expected) =>
        Assert.Contains(expected, Generator.Refusal(Snippet.Thing(inputs: inputs)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "no names; give a list of namespaces")]
    [InlineData(" Thing\n", "(1): the type 'Thing' has no namespace above it")]
    [InlineData("Pulumi.Demo\n Thing\nPulumi.demo\n Thing\n", "the namespace 'Pulumi.Demo' is there twice")]
    public void A_list_of_names_that_is_none_is_refused(string list, string expected)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = Generator.Run("generate", folder.Write("schema.json", Snippet.Thing()), folder["out"],
            folder.Write("names.txt", list));
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_required_property_that_is_not_there_is_refused() =>
        Assert.Contains("'gone' is required", Generator.Refusal(Snippet.Thing(required: "\"gone\"")), StringComparison.Ordinal);

    [Fact]
    public void Two_members_of_one_name_are_refused() =>
        Assert.Contains(
            "ThingArgs: name clash: the property 'URL' would be a second 'URL'",
            Generator.Refusal(Snippet.Thing(inputs: "\"uRL\": { \"type\": \"string\" }, \"URL\": { \"type\": \"string\" }")),
            StringComparison.Ordinal);

    [Fact]
    public void Two_classes_of_one_name_are_refused() =>
        Assert.Contains(
            "Name clash: Pulumi.Demo.Things.Thing would stand for demo:things:Thing and for demo:things:thing",
            Generator.Refusal(Snippet.Thing(
                inputs: "\"kind\": { \"$ref\": \"#/types/demo:things:thing\" }",
                types: "\"demo:things:thing\": { \"type\": \"string\", \"enum\": [{ \"value\": \"a\" }] }")),
            StringComparison.Ordinal);

    [Fact]
    public void A_class_that_would_hide_one_of_the_core_is_refused() =>
        Assert.Contains(
            "would hide Pulumi.Output",
            Generator.Refusal(Snippet.Thing().Replace("demo:things:Thing", "demo:things:Output", StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_and_wrong_usage_have_their_exit_codes()
    {
        using var folder = new TemporaryFolder();

        var (missingCode, _, missing) = RunProcess("generate", folder["gone.json"], folder["out"]);
        Assert.Equal(1, missingCode);
        Assert.Equal($"SdkGenerator: error SDKGEN001: {folder["gone.json"]}: no such file.", missing.Trim());
        Assert.False(Directory.Exists(folder["out"]));

        var (usageCode, _, usage) = RunProcess("generate");
        Assert.Equal(2, usageCode);
        Assert.Contains("generate SCHEMA OUTDIR", usage, StringComparison.Ordinal);

        var (helpCode, help, _) = RunProcess("--help");
        Assert.Equal(0, helpCode);
        Assert.Contains("subset SCHEMA TOKENS-FILE OUT", help, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) RunProcess(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "SdkGenerator.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
