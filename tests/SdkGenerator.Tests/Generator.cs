namespace SdkGenerator.Tests;

/// <summary>Runs the generator's command line inside the test.</summary>
internal static class Generator
{
    public static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = Commands.Run(args, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Generates from the text of a schema and gives the whole C#.</summary>
    public static string Generate(string schema)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = Run("generate", folder.Write("schema.json", schema), folder["out"]);
        Assert.True(exitCode == 0, error);
        return string.Concat(Directory.EnumerateFiles(folder["out"]).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    /// <summary>Generates from the text of a schema that is wrong and gives the error.</summary>
    public static string Refusal(string schema)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, error) = Run("generate", folder.Write("schema.json", schema), folder["out"]);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.False(Directory.Exists(folder["out"]), "something was written although the schema is wrong");
        return error;
    }
}
