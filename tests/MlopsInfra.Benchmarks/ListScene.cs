namespace MlopsInfra.Benchmarks;

/// <summary>A served local cloud with many resources in it.</summary>
/// <param name="repository">The repository's root folder.</param>
/// <param name="served">The cloud; nothing else is measured on it.</param>
internal sealed class ListScene(string repository, ServedDev served)
{
    private const int Resources = 10_000;

    private bool _filled;

    /// <summary>Requests one after the other on one connection.</summary>
    /// <param name="what">What they ask for: <c>list</c> or <c>read</c>.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<string> Ask(string what, int count) =>
    [
        "/usr/bin/python3", Path.Combine(repository, "tests/MlopsInfra.Benchmarks/lists.py"), served.Outputs, served.Served, what,
        $"{count}",
    ];

    /// <summary>Fills it, once.</summary>
    public async Task FillAsync()
    {
        if (_filled) return;
        await served.ServeAsync();
        await MeasuredProcess.RunAsync(Ask("fill", Resources), repository);
        _filled = true;
    }
}
