using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What .editorconfig asks for and no analyzer holds: how long a line of C# may be.</summary>
public sealed class SourceFileTests
{
    private const int LongestLine = 130;

    [Fact]
    public void No_line_is_longer_than_its_reader_can_see() =>
        Assert.Empty(Sources().SelectMany(file => TooLong(file, File.ReadAllText(file)))
            .Select(found => $"{found.File}:{found.Line}"));

    [Theory]
    [InlineData("var a = \"{0}\";", true)]
    [InlineData("// {0}", true)]
    [InlineData("var a = \"\"\"\n    {0}\n    \"\"\";", false)]
    [InlineData("var a = $\"\"\"\n    {{1}} {0}\n    \"\"\";", false)]
    public void Data_in_raw_strings_may_be_as_long_as_it_is(string text, bool isTooLong) =>
        Assert.Equal(isTooLong,
            TooLong("a.cs", text.Replace("{0}", new string('x', LongestLine), StringComparison.Ordinal)).Any());

    private static IEnumerable<(string File, int Line)> TooLong(string file, string text)
    {
        var lines = text.Split('\n').Index().Where(line => line.Item.Length > LongestLine).ToList();
        if (lines.Count == 0) return [];
        var source = SourceText.From(text);
        var data = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsRaw)
            .Select(node => source.Lines.GetLinePositionSpan(node.Span)).ToList();
        return lines.Where(line => !data.Any(span => span.Start.Line <= line.Index && line.Index <= span.End.Line))
            .Select(line => (file, line.Index + 1));
    }

    private static bool IsRaw(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal =>
            literal.Token.Kind() is SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken,
        InterpolatedStringExpressionSyntax text =>
            text.StringStartToken.Kind() is SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken,
        _ => false,
    };

    private static IEnumerable<string> Sources() => ((string[])["infra", "sdks", "src", "stacks", "templates", "tests"])
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs",
            SearchOption.AllDirectories))
        .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar)
            .Any(part => part is "obj" or "bin" or "node_modules"))
        .Order(StringComparer.Ordinal);
}
