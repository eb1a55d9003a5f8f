using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Rows of logs outlive the process, whatever ended it, and do not fill the disk.</summary>
public sealed class LogFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-logs-");

    [Fact]
    public void Rows_are_there_after_a_restart()
    {
        using (var files = new LogFiles(_folder.FullName)) files.Append("w", "AppTraces", [Row(1), Row(2)]);
        using var again = new LogFiles(_folder.FullName);
        again.Append("w", "AppTraces", [Row(3)]);
        Assert.Equal([1, 2, 3], Numbers(again));
        Assert.Equal(["AppTraces"], again.Tables("w"));
        Assert.Empty(again.Read("w", "AppRequests"));
        Assert.Empty(again.Read("other", "AppTraces"));
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_costs_no_other_line()
    {
        using (var files = new LogFiles(_folder.FullName)) files.Append("w", "AppTraces", [Row(1)]);
        File.AppendAllText(Path.Combine(_folder.FullName, "w", "AppTraces.jsonl"), """{"n":2,"te""");
        using var again = new LogFiles(_folder.FullName);
        again.Append("w", "AppTraces", [Row(3)]);
        Assert.Equal([1, 3], Numbers(again));
    }

    [Fact]
    public void A_table_keeps_its_newest_rows_and_never_more_than_two_files()
    {
        const int limit = 1000;
        using var files = new LogFiles(_folder.FullName, limit);
        foreach (var number in Enumerable.Range(1, 1000)) files.Append("w", "AppTraces", [Row(number)]);
        var kept = Numbers(files);
        Assert.Equal(1000, kept[^1]);
        Assert.Equal(Enumerable.Range(kept[0], kept.Count), kept);
        Assert.InRange(new DirectoryInfo(Path.Combine(_folder.FullName, "w")).EnumerateFiles().Sum(file => file.Length),
            limit, (2 * limit) + 100);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("a.b")]
    public void What_is_no_name_of_a_table_becomes_no_file(string table)
    {
        using var files = new LogFiles(_folder.FullName);
        Assert.Throws<ArgumentException>(() => files.Append("w", table, [Row(1)]));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Row(int number) => new() { ["n"] = number };

    private static List<int> Numbers(LogFiles files) => [.. files.Read("w", "AppTraces").Select(row => (int)row["n"]!)];
}
