using System.Text.Json;
using SdkGenerator.CSharp;
using SdkGenerator.Schema;
using SdkGenerator.Subset;

namespace SdkGenerator;

/// <summary>What the generator can be asked to do.</summary>
internal static class Commands
{
    private const string Usage = """
        SdkGenerator: C# SDKs from Pulumi package schemas

          generate SCHEMA OUTDIR [NAMES]    writes the package's C# SDK into OUTDIR, with the type names of the whole
                                            package, of which NAMES is the list, where SCHEMA is a part of it
          subset SCHEMA TOKENS-FILE OUT     writes the part of SCHEMA that the tokens in TOKENS-FILE need to OUT

        Exit codes: 0 done, 1 something is wrong with a file, 2 wrong usage.
        """;

    /// <summary>Runs one command.</summary>
    /// <returns>0 done, 1 something is wrong with a file (told on <paramref name="error"/>), 2 wrong usage.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            switch (args)
            {
                case ["generate", var schema, var folder]:
                    Generate(schema, folder, TypeNameList.Empty);
                    return 0;
                case ["generate", var schema, var folder, var names]:
                    Generate(schema, folder, TypeNameList.Read(names));
                    return 0;
                case ["subset", var schema, var tokens, var target]:
                    Cut(schema, tokens, target);
                    return 0;
                case ["--help" or "-h" or "help"]:
                    output.WriteLine(Usage);
                    return 0;
                default:
                    error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (SchemaException e)
        {
            // In the form that MSBuild shows as an error of the build.
            error.WriteLine($"SdkGenerator: error SDKGEN001: {e.Message}");
            return 1;
        }
    }

    private static void Generate(string schemaFile, string folder, TypeNameList names)
    {
        using var document = SchemaFile.Read(schemaFile);
        GeneratedFolder.Write(
            folder, Explained(schemaFile,
                () => PackageWriter.Write(SchemaReader.Read(document.RootElement), names, KnownFaults.Beside(schemaFile))));
    }

    private static void Cut(string schemaFile, string tokensFile, string target)
    {
        using var document = SchemaFile.Read(schemaFile);
        var text = Explained(schemaFile, () => SchemaSubset.Cut(document.RootElement, TokenList.Read(tokensFile), tokensFile));
        try
        {
            WholeFile.Write(target, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SchemaException($"{target}: can't be written ({e.Message})", e);
        }
    }

    /// <summary>
    /// Turns what <see cref="JsonElement"/> says about a value of an unexpected kind into an error that names the file.
    /// </summary>
    private static T Explained<T>(string schemaFile, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e) when (e.Source == typeof(JsonElement).Assembly.GetName().Name)
        {
            throw new SchemaException($"{schemaFile}: this is no valid package schema: {e.Message}", e);
        }
    }
}
