using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// Files that are JSON, but not what they have to be: the command says in which file and where, what is wrong and what to do, and
/// it is never the defect that <c>InternalError</c> stands for.
/// </summary>
public sealed class WrongFileTests : IDisposable
{
    private const string Urn = "urn:pulumi:dev::mlops-infra::azure-native:resources:ResourceGroup::rg";

    private readonly Mlops _mlops = new();

    private string File => Path.Combine(_mlops.Store, "file.json");

    public static TheoryData<string> WrongExports => new(
        Export("\"provider\": \"x\""), Export("\"inputs\": {\"a\": 1e999}"),
        Export("\"protect\": false").Replace("ResourceGroup\"}", "\"}", StringComparison.Ordinal));

    public void Dispose() => _mlops.Dispose();

    [Theory]
    [MemberData(nameof(WrongExports))]
    public async Task A_snapshot_that_is_none_is_refused_with_its_place(string content)
    {
        System.IO.File.WriteAllText(File, content);

        var error = (await _mlops.LocalAsync("preview", "dev", "--against", File, "--json")).ExitsWith(1).Json()
            .GetProperty("error");

        Assert.Equal("DamagedState", error.GetProperty("code").GetString());
        Assert.Contains(File, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("Export the stack again", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_is_none_is_refused_with_line_and_column()
    {
        System.IO.File.WriteAllText(File, Export("\n\"provider\": \"x\""));

        var error = (await _mlops.LocalAsync("preview", "dev", "--state", File, "--json")).ExitsWith(1).Json()
            .GetProperty("error");

        Assert.Equal("DamagedState", error.GetProperty("code").GetString());
        Assert.Contains($"{File}(2,13): The provider 'x' is no reference", error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_is_none_is_set_aside_and_the_next_run_is_told_of_no_defect()
    {
        var journal = Path.Combine(_mlops.Store, "stacks", "dev.journal");
        Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
        System.IO.File.WriteAllText(journal, "{\"remove\":null}\n");

        var error = (await _mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(1).Json().GetProperty("error");

        Assert.Equal("DamagedState", error.GetProperty("code").GetString());
        Assert.Contains($"{journal}(1,", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(journal)!, "dev.journal.damaged-*"));
        Assert.False(System.IO.File.Exists(journal));
    }

    private static string Export(string members) => $$$"""
        {"version": 3, "deployment": {"resources": [{"urn": "{{{Urn}}}", "custom": true, "id": "/x", {{{members}}},
          "type": "azure-native:resources:ResourceGroup"}]}}
        """;
}
