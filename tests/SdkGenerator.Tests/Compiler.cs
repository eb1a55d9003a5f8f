using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SdkGenerator.Tests;

/// <summary>Compiles programs against the generated assemblies.</summary>
internal static class Compiler
{
    // What this test runs on: the framework, the core SDK and the three generated assemblies.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The errors of a program, each as <c>CODE: message</c>.</summary>
    public static IReadOnlyList<string> Errors(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest));
        // What every project leaves out (NoWarn of the .NET SDK): that an assembly was built for an older framework.
        var options =
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);
        return [.. CSharpCompilation.Create("program", [tree], References.Value, options).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}")];
    }
}
