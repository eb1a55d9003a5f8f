using System.Text.Json;
using CsCheck;

namespace SdkGenerator.Tests;

public class SubsetTests
{
    public static TheoryData<string> Packages => ["azure-native", "azuredevops", "github"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_pinned_subset_is_what_its_tokens_need_and_no_more(string package)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) = Generator.Run("subset", Schema(package), Tokens(package), folder["again.json"]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(File.ReadAllText(Schema(package)), File.ReadAllText(folder["again.json"]));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Any_tokens_give_a_schema_that_is_closed_and_has_nothing_unreachable(string package)
    {
        using var full = JsonDocument.Parse(File.ReadAllText(Schema(package)));
        var all = Names(full, "resources").Concat(Names(full, "functions")).ToArray();

        Gen.Shuffle(all, 1, 8).Sample(
            tokens =>
            {
                using var folder = new TemporaryFolder();
                var (exitCode, _, error) = Generator.Run(
                    "subset", Schema(package), folder.Write("tokens.txt", string.Join('\n', tokens)), folder["out.json"]);
                Assert.True(exitCode == 0, error);
                using var cut = JsonDocument.Parse(File.ReadAllText(folder["out.json"]));

                Assert.Equal(tokens.ToHashSet(), Names(cut, "resources").Concat(Names(cut, "functions")).ToHashSet());
                Assert.Equal(Names(cut, "types").ToHashSet(), Reachable(cut));
                foreach (var token in Names(cut, "types"))
                    Assert.Equal(full.RootElement.GetProperty("types").GetProperty(token).GetRawText(),
                        cut.RootElement.GetProperty("types").GetProperty(token).GetRawText());
            },
            iter: 30, threads: 1);
    }

    [Fact]
    public void Texts_and_api_version_aliases_go_and_facts_stay()
    {
        const string full = """
            {
              "name": "demo", "version": "1", "description": "Long.", "config": {}, "provider": { "description": "Longer." },
              "language": { "nodejs": {}, "csharp": { "namespaces": { "demo": "Demo", "a": "A", "b": "B" } } },
              "resources": {
                "demo:a:R": {
                  "description": "A text.", "deprecationMessage": "Use another.", "x-arm": { "type": "Demo/rs" },
                  "inputProperties": { "description": { "type": "string", "description": "A property of that name.", "willReplaceOnChanges": true } },
                  "aliases": [{ "type": "demo:a/v20240101preview:R" }, { "type": "demo:old:R" }]
                },
                "demo:b:Other": { "inputProperties": { "x": { "$ref": "#/types/demo:b:X" } } }
              },
              "types": { "demo:b:X": { "type": "object", "properties": {} } }
            }
            """;
        using var folder = new TemporaryFolder();

        var (exitCode, _, error) = Generator.Run(
            "subset", folder.Write("full.json", full), folder.Write("tokens.txt", "# things\n\n demo:a:R # the one\n"),
            folder["out.json"]);

        Assert.True(exitCode == 0, error);
        Assert.Equal(
            """
            {
              "name": "demo",
              "version": "1",
              "language": {"csharp":{"namespaces":{"demo":"Demo","a":"A"}}},
              "config": {},
              "provider": {},
              "resources": {
                "demo:a:R": {"deprecated":true,"x-arm":{"type":"Demo/rs"},"inputProperties":{"description":{"type":"string","willReplaceOnChanges":true}},"aliases":[{"type":"demo:old:R"}]}
              },
              "functions": {},
              "types": {}
            }

            """,
            File.ReadAllText(folder["out.json"]));
    }

    [Fact]
    public void All_unknown_tokens_are_told_at_once_with_their_lines_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var tokens = folder.Write("tokens.txt",
            "azure-native:storage:Blob\nazure-native:storage:StorageAcount\nazure-native:insights:Component\n");
        folder.Write("out.json", "as before");

        var (exitCode, _, error) = Generator.Run("subset", Schema("azure-native"), tokens, folder["out.json"]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{tokens}(2): the schema has no resource or function 'azure-native:storage:StorageAcount'.", error,
            StringComparison.Ordinal);
        Assert.Contains($"{tokens}(3): the schema has no resource or function 'azure-native:insights:Component'. "
            + "Did you mean azure-native:applicationinsights:Component?", error, StringComparison.Ordinal);
        Assert.Equal("as before", File.ReadAllText(folder["out.json"]));
    }

    [Theory]
    [InlineData("# nothing\n", "no tokens")]
    [InlineData("a:b:C\na:b:C\n", "(2): 'a:b:C' is already on line 1")]
    public void A_token_list_that_says_nothing_or_repeats_itself_is_refused(string tokens, string expected)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, error) =
            Generator.Run("subset", Schema("github"), folder.Write("tokens.txt", tokens), folder["out.json"]);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.json"]));
    }

    private static string Schema(string package) => Path.Combine(AppContext.BaseDirectory, "schemas", $"{package}.json");

    private static string Tokens(string package) => Path.Combine(AppContext.BaseDirectory, "schemas", $"{package}.tokens.txt");

    private static IEnumerable<string> Names(JsonDocument schema, string section) =>
        schema.RootElement.GetProperty(section).EnumerateObject().Select(entry => entry.Name);

    /// <summary>The types that can be reached from all that is no type, found by every <c>$ref</c>.</summary>
    private static HashSet<string> Reachable(JsonDocument schema)
    {
        var found = new HashSet<string>();
        var next = new Queue<JsonElement>(
            new[] { "resources", "functions", "provider", "config" }.Select(section => schema.RootElement.GetProperty(section)));
        while (next.TryDequeue(out var element))
        {
            foreach (var token in References(element).Where(found.Add))
                next.Enqueue(schema.RootElement.GetProperty("types").GetProperty(token));
        }

        return found;
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref"
            ? member.Value.GetString()!.StartsWith("#/types/", StringComparison.Ordinal)
                ? [member.Value.GetString()!["#/types/".Length..]] : []
            : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
