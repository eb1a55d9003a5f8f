using System.Diagnostics;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>The report of monitoring, as a browser shows it to people with a desktop or a phone, by day and by night.</summary>
public sealed class MonitoringPageTests : IDisposable
{
    private readonly DirectoryInfo _work = TestFolders.Create("mlops-monitoring-");

    [Theory]
    [InlineData("""{"days": 5, "rows": 120, "shift": {"temperature_c": 1}, "drop": ["power_kw"], "add": {"<b>x": 1}}""",
        "Features,Distributions,Predictions,Accuracy,What was collected,How to read this")]
    [InlineData("""{"days": 1, "rows": 20}""", "Distributions,What was collected,How to read this")]
    public async Task A_browser_shows_all_of_it_in_every_size_and_scheme(string settings, string parts)
    {
        var executable = Browser.Find();
        Assert.SkipUnless(executable is not null,
            "There is no Chromium on the PATH (.ci/run installs Debian's): the page is not looked at.");
        await using var browser = await Browser.OpenAsync(executable, await PageAsync(settings));

        await PageLook.HoldsAsync(browser, $"monitoring-{parts.Length}",
            [("desktop", 1280, 900), ("phone", 390, 844), ("small", 320, 640)]);

        Assert.Equal(parts, await browser.EvaluateAsync(
            "[...document.querySelectorAll('main h2')].map(e => e.firstChild.data.trim()).join()"));
        // Every picture says in words what it shows, every table what its columns and rows are.
        Assert.Equal("0", await browser.EvaluateAsync(
            "[...document.querySelectorAll('svg')].filter(e => !e.querySelector('title')?.textContent.trim()).length"));
        Assert.Equal("0", await browser.EvaluateAsync(
            "[...document.querySelectorAll('tr')].filter(e => !e.querySelector('th[scope]')).length"));
        Assert.Equal("0", await browser.EvaluateAsync("document.querySelectorAll('script, link, img, iframe, main b').length"));
        Assert.Empty(browser.Requests);
        Assert.Empty(browser.Complaints);
    }

    public void Dispose() => _work.Delete(recursive: true);

    private async Task<string> PageAsync(string settings)
    {
        var python = await MachineLearningPython.RequireAsync();
        var pipelines = Path.Combine(Repository.Root, "pipelines");
        await RunAsync(python,
            Path.Combine(Repository.Root, "tests", "MlopsInfra.PostDeploy.Tests", "Steps", "Monitoring", "logs.py"),
            pipelines, ".", settings);
        await RunAsync(python, Path.Combine(pipelines, "monitoring", "src", "monitor.py"), "--inputs", "inputs", "--predictions",
            "predictions", "--labels", "labels", "--reference", Path.Combine(pipelines, "training", "data"),
            "--until", "2026-03-08T00:00:00Z", "--comparison", "report");
        return Path.Combine(_work.FullName, "report", "report.html");
    }

    private async Task RunAsync(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { WorkingDirectory = _work.FullName, RedirectStandardError = true };
        start.Environment["PYTHONPATH"] = Path.Combine(Repository.Root, "pipelines", "common");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
    }
}
