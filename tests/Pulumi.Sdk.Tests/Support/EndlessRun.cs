using System.Reflection;

namespace Pulumi.Sdk.Tests.Support;

/// <summary>Programs whose run the official SDK never ends. The stand-in ends it with an error that says so.</summary>
internal static class EndlessRun
{
    /// <summary>Long enough to see that a run stands still.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool IsOfficialSdk { get; } = typeof(EndlessRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "PulumiSdk").Value == "nuget";

    /// <summary>The run has one error, with these parts. With the official SDK it does not end well: it stands still.</summary>
    public static async Task AssertAsync(Action program, params string[] parts)
    {
        var run = Run.UpdateAsync(new RecordingMocks(), program);
        await AssertAsync(run, parts);
    }

    public static async Task AssertAsync(Task run, params string[] parts)
    {
        if (IsOfficialSdk)
        {
            Assert.NotNull(await Record.ExceptionAsync(() => run.WaitAsync(Patience)));
            return;
        }
        var error = Assert.Single(await Run.ErrorsAsync(() => run.WaitAsync(TimeSpan.FromMinutes(1))));
        foreach (var part in parts)
            Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Contains("with the official Pulumi SDK it stands still", error, StringComparison.Ordinal);
    }
}
