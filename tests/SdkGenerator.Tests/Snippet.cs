namespace SdkGenerator.Tests;

/// <summary>Small package schemas.</summary>
internal static class Snippet
{
    /// <summary>A package with one resource <c>demo:things:Thing</c>.</summary>
    public static string Thing(string inputs = "", string required = "", string outputs = "", string types = "",
        string more = "") => $$"""
        {
          "name": "demo", "version": "1.2.3",
          "language": { "csharp": { "namespaces": { "demo": "Demo", "things": "Things" } } },
          "config": {}, "provider": {},
          "resources": {
            "demo:things:Thing": {
              "inputProperties": { {{inputs}} }, "requiredInputs": [{{required}}],
              "properties": { {{outputs}} }, "required": []
            }
          },
          "functions": {}, "types": { {{types}} }{{more}}
        }
        """;
}
