namespace MlopsInfra.AzureClients.Tests;

/// <summary>
/// The share of a client's calls that work. Each one that does not has a written reason, so the share can't fall unnoticed.
/// </summary>
/// <param name="client">The client, as the report names it.</param>
internal sealed class Share(string client)
{
    private readonly List<string> _unexpected = [];
    private int _works;
    private int _all;

    /// <summary>What else the report says; null for nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Counts a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="fault">What was wrong with it; null where it worked.</param>
    /// <param name="gap">The written reason why it does not work; null where it has to.</param>
    public void Add(string call, string? fault, string? gap)
    {
        _all++;
        if (fault is null) _works++;
        if (fault is not null && gap is null) _unexpected.Add($"{call}: {fault}");
        if (fault is null && gap is not null) _unexpected.Add($"{call} works; take its gap ('{gap}') out.");
    }

    /// <summary>Writes the share where CI prints it from, and fails the test where a call failed without a reason.</summary>
    /// <param name="atLeast">The least share, in percent.</param>
    public void Report(double atLeast = 95)
    {
        var percent = Math.Round(100.0 * _works / _all, 1);
        var line = $"{client}: {_works} of {_all} calls work ({percent} %){(Note is null ? "" : $"; {Note}")}";
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "clients"));
        File.WriteAllText(Path.Combine(folder.FullName, client + ".txt"), line + Environment.NewLine);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(_unexpected.Count == 0, $"{line}{Environment.NewLine}{string.Join(Environment.NewLine, _unexpected)}");
        Assert.True(percent >= atLeast, line);
    }
}
