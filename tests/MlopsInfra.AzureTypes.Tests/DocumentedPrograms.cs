using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// The programs that a page of the documentation shows, made ready to run. That they compile against the packages is another
/// test's matter.
/// </summary>
internal static class DocumentedPrograms
{
    /// <summary>Compiles the programs, by title.</summary>
    public static IEnumerable<(string Title, Action Program)> Compile(IReadOnlyDictionary<string, string> programs)
    {
        var titles = programs.Keys.ToList();
        var code = $$"""
            using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks;
            using MlopsInfra.Components;
            using Pulumi;
            public static class Programs
            {
                private const string subscriptionId = "{{AzureMocks.SubscriptionId}}", tenantId = "{{AzureMocks.TenantId}}";
                {{string.Join('\n', titles.Select((title, index) => $"public static void Program{index}()\n{{\n{programs[title]}\n}}"))}}
            }
            """;
        var compilation = CSharpCompilation.Create(
            "DocumentedPrograms", [CSharpSyntaxTree.ParseText(code)], References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
        var type = Assembly.Load(stream.ToArray()).GetType("Programs", throwOnError: true)!;
        return titles.Select((title, index) => (title, type.GetMethod($"Program{index}")!.CreateDelegate<Action>()));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
}
