using System.Text;
using System.Text.Json;
using CsCheck;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>States, journals and exports that are JSON, but none: they are refused with file, line and what to do.</summary>
public sealed class DamagedStateTests
{
    private const string Urn = "urn:pulumi:dev::proj::test:index:Thing::a";

    private const string Resource = $$$"""
        {
          "urn": "{{{Urn}}}", "type": "test:index:Thing", "custom": true, "id": "a-1", "protect": false, "delete": false,
          "inputs": {"size": 1, "tags": {"a": "b"}, "list": [1, null, {"x": true}],
            "secret": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "{\"a\":[1]}"},
            "asset": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "text": "x"},
            "output": {"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": 1, "secret": true,
              "dependencies": ["{{{Urn}}}"]}},
          "outputs": {"size": 1}, "parent": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", "initErrors": [],
          "dependencies": ["urn:pulumi:dev::proj::test:index:Thing::b"],
          "propertyDependencies": {"size": ["{{{Urn}}}"], "x": null},
          "provider": "urn:pulumi:dev::proj::pulumi:providers:test::default::04da6b54-80e4-46f7-96ec-b56ff0331ba9",
          "customTimeouts": {"delete": 60}, "created": "2026-11-30T12:00:00Z", "replaceWith": [], "deletedWith": null
        }
        """;

    private const string State = $$$"""
        {"version": 3, "deployment": {"manifest": {"time": "2026-11-30T12:00:00Z"},
         "secrets_providers": {"type": "mlops-key-file", "state": {}},
         "resources": [
          {"urn": "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", "type": "pulumi:pulumi:Stack", "custom": false},
          {{{Resource}}}],
         "pending_operations": [{"resource": {"urn": "{{{Urn}}}", "type": "test:index:Thing"}, "type": "creating"}]}}
        """;

    public static TheoryData<string> WrongLines => new(
        """{"remove": null}""", """{"remove": 5}""", """{"remove": "a"}""", """{"begin": {}}""", """{"begin": null}""",
        "null", "5",
        """{"begin": {"urn": "urn:pulumi:dev::proj::test:index:Thing::a", "type": null}}""", """{"put": []}""",
        """{"rename": {"from": "urn:pulumi:dev::proj::test:index:Thing::a"}}""", """{"discard": {"id": "x"}}""",
        """{"secrets_providers": {"type": 5}}""", """{"abandon": {}}""",
        Put("""  "propertyDependencies": {"x": ["urn:pulumi:a::b::c::d"], "x": []}"""), Put("""  "inputs": {"a": 1e999}"""),
        Put("""  "inputs": {"a": "\ud800"}"""), Put("""  "inputs": []"""), Put("""  "dependencies": "a" """),
        Put("""  "custom": 1"""),
        Put("""  "provider": "x" """), Put("""  "parent": "x" """), Put("""  "created": "yesterday" """),
        Put("""  "customTimeouts": {"delete": 1e300}"""), Put("""  "parent": "urn:pulumi:dev::proj::test:index:Thing::a" """));

    public static TheoryData<string, int> WrongStates => new()
    {
        { State.Replace("\"custom\": true, \"id\"", "\"custom\": true, \"custom\": true, \"id\"", StringComparison.Ordinal), 6 },
        { State.Replace("\"size\": 1,", "\"size\": 1e999,", StringComparison.Ordinal), 7 },
        { State.Replace("[\"urn:pulumi:dev::proj::test:index:Thing::b\"]", "5", StringComparison.Ordinal), 13 },
        { State.Replace("test:index:Thing\", \"custom\": true, \"id\"", "\", \"id\"", StringComparison.Ordinal), 6 },
        { State.Replace("\"resources\": [", "\"resources\": null, \"x\": [", StringComparison.Ordinal), 1 },
        { State.Replace("\"provider\": \"", "\"provider\": \"x\", \"x\": \"", StringComparison.Ordinal), 15 },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task A_journal_with_a_wrong_line_is_set_aside_and_the_message_names_it(string line)
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        File.WriteAllText(stack.JournalFile, $"{{\"abandon\": \"{Urn}\"}}\n{line}\n");

        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));

        Assert.Equal(DeploymentErrorCodes.DamagedState, exception.Code);
        Assert.Contains(stack.JournalFile, exception.Message, StringComparison.Ordinal);
        if (!exception.Message.Contains("its own parent", StringComparison.Ordinal))
            Assert.Contains($"{stack.JournalFile}(2,", exception.Message, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(stack.StateFile)!, "dev.journal.damaged-*"));
        Assert.False(File.Exists(stack.JournalFile));
    }

    [Theory]
    [MemberData(nameof(WrongStates))]
    public async Task A_state_of_a_wrong_shape_is_set_aside_and_the_message_names_file_and_line(string state, int line)
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        File.WriteAllText(stack.StateFile, state);

        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));

        Assert.Equal(DeploymentErrorCodes.DamagedState, exception.Code);
        Assert.Contains($"{stack.StateFile}({line},", exception.Message, StringComparison.Ordinal);
        Assert.Matches("copy it to|Put a copy back", exception.Message);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(stack.StateFile)!, "dev.json.damaged-*"));
    }

    public static TheoryData<string> WrongExports => new(
        Export("\"provider\": \"x\""), Export("\"inputs\": {\"a\": \"\\ud800\"}"), Export("\"inputs\": {\"a\": 1e999}"),
        Export("\"propertyDependencies\": {\"x\": [], \"x\": []}"), Export("\"dependencies\": 5"),
        Export($"\"parent\": \"{Urn}\""), Export("\"custom\": \"yes\""), Export("\"id\": 5"),
        Export("\"protect\": 0").Replace("index:Thing\",", "index:\",", StringComparison.Ordinal),
        Export("\"protect\": false").Replace(Urn, "rg", StringComparison.Ordinal),
        """{"version": 3, "deployment": []}""", """{"version": 3, "deployment": {"resources": {}}}""", "[]", "null",
        "{\"version\": 3",
        """{"version": 3.5, "deployment": {}}""", """{"version": "3", "deployment": {}}""", "");

    [Theory]
    [MemberData(nameof(WrongExports))]
    public async Task An_export_of_a_wrong_shape_is_refused_with_its_file_and_what_to_do(string content)
    {
        using var stack = new TestStack();
        var file = Path.Combine(stack.Directory, "export.json");
        File.WriteAllText(file, content);

        var exception = await Assert.ThrowsAsync<DeploymentException>(() => StateExport.ReadAsync(file));

        Assert.Equal(DeploymentErrorCodes.DamagedState, exception.Code);
        Assert.StartsWith(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Export the stack again", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_state_that_was_changed_anywhere_is_read_and_can_be_written_or_is_refused(bool isExport)
    {
        using var stack = new TestStack();
        var folder = Path.Combine(stack.Directory, ".mlops");
        var read = 0;
        JsonMutations.Of(State).Sample(text =>
        {
            try
            {
                var secrets = new SecretManager(folder);
                var state = StrictJson.Read(text, root => StateFileFormat.Read(root, secrets, isExport),
                    StateFileFormat.MaxDepth);
                Interlocked.Increment(ref read);
                StateExport.Write(Stream.Null, state.Resources);
                _ = new StackState(state).ToSnapshot();
            }
            catch (JsonException)
            {
                // It was refused.
            }
        }, iter: 10_000);
        Assert.InRange(read, 500, 9_500);
    }

    [Fact]
    public void A_journal_that_was_changed_anywhere_is_replayed_or_refused()
    {
        using var stack = new TestStack();
        var file = Path.Combine(stack.Directory, "journal");
        string[] lines =
        [
            $$$"""{"put": {{{Resource.ReplaceLineEndings("")}}}}""", $$$"""{"replace": {{{Resource.ReplaceLineEndings("")}}}}""",
            $$$"""{"rename": {"from": "{{{Urn}}}", "to": "{{{Urn}}}2"}}""",
            $$$"""{"begin": {"urn": "{{{Urn}}}", "type": "test:index:Thing"}}""",
            $$$"""{"remove": "{{{Urn}}}"}""", $$$"""{"discard": {"urn": "{{{Urn}}}", "id": "a-1"}}""",
            $$$"""{"abandon": "{{{Urn}}}"}""",
            """{"secrets_providers": {"type": "mlops-key-file", "state": {}}}""",
        ];
        Gen.OneOf([.. lines.Select(line => JsonMutations.Of(line))]).Array[1, 4].Sample(changed =>
        {
            File.WriteAllText(file, string.Join('\n', changed) + "\n", new UTF8Encoding(false));
            try
            {
                var state = new StackState(LoadedState.Empty);
                JournalReader.Replay(file, state, new SecretManager(stack.Directory));
                StateExport.Write(Stream.Null, state.ToSnapshot().Resources);
            }
            catch (DamagedStateException damaged)
            {
                Assert.Contains($"{file}(", damaged.Message, StringComparison.Ordinal);
            }
        }, iter: 3_000, threads: 1);
    }

    private static string Export(string members) =>
        $$$"""{"version": 3, "deployment": {"resources": [{"urn": "{{{Urn}}}", "type": "test:index:Thing", {{{members}}} }]}}""";

    private static string Put(string members) =>
        $$$"""{"put": {"urn": "{{{Urn}}}", "type": "test:index:Thing", {{{members.Trim()}}}}}""";

    private static Task Program(WireClient program) => program.CustomAsync("a", Of(("size", 1)));
}
