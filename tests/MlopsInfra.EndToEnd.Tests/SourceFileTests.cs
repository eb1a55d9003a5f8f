using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What CONTRIBUTING.md and .editorconfig ask of a file of C# and no analyzer holds: how long it and its lines may be, and what
/// stands in it.
/// </summary>
public sealed class SourceFileTests
{
    private const int LongestLine = 130;
    private const int LongestFile = 200;

    [Fact]
    public void No_file_is_longer_than_its_reader_can_hold_in_mind() =>
        AssertNone(Sources().Where(file => File.ReadLines(file).Count() > LongestFile));

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() =>
        AssertNone(Sources()
            .Where(file => TypesIn(File.ReadAllText(file)) is { Count: > 0 } types && !types.SequenceEqual([NameOf(file)])));

    [Theory]
    [InlineData("class A { class B; }", "A")]
    [InlineData("namespace N; record A; enum B { C }", "A", "B")]
    [InlineData("namespace N { interface A; delegate void B(); }", "A", "B")]
    [InlineData("return 1;")]
    public void Types_are_seen_wherever_they_stand(string text, params string[] types) => Assert.Equal(types, TypesIn(text));

    [Fact]
    public void No_line_is_longer_than_its_reader_can_see() =>
        AssertNone(Sources().SelectMany(file => TooLong(file, File.ReadAllText(file)))
            .Select(found => $"{found.File}:{found.Line}"));

    [Theory]
    [InlineData("var a = \"{0}\";", true)]
    [InlineData("// {0}", true)]
    [InlineData("var a = \"\"\"\n    {0}\n    \"\"\";", false)]
    [InlineData("var a = $\"\"\"\n    {{1}} {0}\n    \"\"\";", false)]
    public void Data_in_raw_strings_may_be_as_long_as_it_is(string text, bool isTooLong) =>
        Assert.Equal(isTooLong,
            TooLong("a.cs", text.Replace("{0}", new string('x', LongestLine), StringComparison.Ordinal)).Any());

    // Types within a type belong to it; MlopsEnvironment.Parts.cs holds a part of MlopsEnvironment.
    private static List<string> TypesIn(string text) =>
    [
        .. CSharpSyntaxTree.ParseText(text).GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>().Select(member => member switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                _ => "",
            }).Where(name => name.Length > 0),
    ];

    private static string NameOf(string file) => Path.GetFileName(file).Split('.', '{')[0];

    private static void AssertNone(IEnumerable<string> files)
    {
        var found = files.Select(file => Path.GetRelativePath(Repository.Root, file)).ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

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
