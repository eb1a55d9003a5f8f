using System.Diagnostics;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>The folders of <c>pipelines/</c>: what is described there is published, and Azure's own client takes it.</summary>
public sealed class PublishedPipelinesTests
{
    private static readonly string Pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;

    /// <summary>Every folder with a pipeline.</summary>
    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateFiles(Pipelines, "pipeline.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    [Fact]
    public void What_is_described_is_published_or_stands_in_for_what_is()
    {
        string[] published = [.. File.ReadLines(Path.Combine(Pipelines, "published")).Where(line => !line.StartsWith('#'))];

        var described = Folders.Select(row => row.Data).ToHashSet(StringComparer.Ordinal);
        Assert.All(published, folder => Assert.Contains(folder, described));
        Assert.All(described, folder => Assert.Contains(folder.Replace("-parallel", "", StringComparison.Ordinal), published));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_can_be_published_and_only_training_and_scoring_are_behind_endpoints(string folder)
    {
        var contents = PipelineFolder.Read(Path.Combine(Pipelines, folder)).Contents;

        Assert.Equal(folder is "training" or "batch-scoring", contents.Deployed is not null);
        if (contents.Deployed is null) Assert.NotEmpty(contents.Schedules);
    }

    // One replaces the other: there must not be two of them at a time.
    [Theory]
    [InlineData("feedback")]
    [InlineData("monitoring")]
    public void The_pipeline_for_many_machines_has_the_schedule_of_the_one_that_it_stands_in_for(string folder) => Assert.Equal(
        Schedules(folder).Select(schedule => schedule.Name), Schedules($"{folder}-parallel").Select(schedule => schedule.Name));

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Microsoft_s_client_takes_the_components_the_pipeline_and_the_job(string folder)
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/azure/ai/ml"),
            "Microsoft's client is not installed here (Debian: apt-get install --no-install-recommends python3-azure).");
        var tests = Path.Combine(TempPipeline.Repository, "tests");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore",
            Path.Combine(tests, "MlopsInfra.PostDeploy.Tests", "Publishing", "az_ml_pipelines.py"),
            Path.Combine(Pipelines, folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PYTHONDONTWRITEBYTECODE"] = "1", ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
                ["PYTHONPATH"] = Path.Combine(tests, "Shared", "PythonStandIns"),
            },
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var mistakes = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await error);
        Assert.Equal("", mistakes);
    }

    private static IReadOnlyList<ScheduleDefinition> Schedules(string folder) =>
        PipelineFolder.Read(Path.Combine(Pipelines, folder)).Contents.Schedules;
}
