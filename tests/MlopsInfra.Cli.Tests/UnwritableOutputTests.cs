using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>Standard output on a full disk, or closed: the command does its work and says that its report is cut off.</summary>
public sealed class UnwritableOutputTests(DevStack dev) : IClassFixture<DevStack>
{
    private const string Full = "> /dev/full";

    public static TheoryData<string, string, int> Commands =>
    [
        ("--help", Full, 1),
        ("--version", Full, 1),
        ("local preview dev", Full, 1),
        ("local preview dev --json", Full, 1),
        ("local preview dev --json", ">&-", 1),
        ("local snapshot dev", Full, 1),
        ("local up dev --no-publish --json", Full, 1),
        ("local endpoints dev --json", Full, 1),
        ("local serve dev --json", Full, 1),
        ("status dev --local --json", Full, 1),
        ("status dev --local", Full, 1),
        ("doctor dev --offline --json", Full, 1),
        ("local preview nowhere --json", Full, 2),
        ("nonsense --json", Full, 2),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task What_is_lost_is_told_on_standard_error(string words, string redirection, int exitCode)
    {
        if (!File.Exists("/dev/full")) Assert.Skip("Needs /dev/full (Linux).");
        var end = await RunAsync(words, redirection);
        Assert.Equal(exitCode, end.ExitCode);
        Assert.Contains("OutputNotWritten: Standard output can't be written: ", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_told_the_exit_code_says_it()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("Needs /dev/full (Linux).");
        Assert.Equal(1, (await RunAsync("local preview dev", "> /dev/full 2>&1")).ExitCode);
        Assert.Equal(2, (await RunAsync("local preview nowhere --json", ">&- 2>&-")).ExitCode);
        Assert.Equal(0, (await RunAsync("local preview dev", "> /dev/null 2> /dev/full < /dev/null")).ExitCode);
    }

    private async Task<CommandResult> RunAsync(string words, string redirection)
    {
        var store = words.StartsWith("--", StringComparison.Ordinal) || words.StartsWith("nonsense", StringComparison.Ordinal)
            || words.StartsWith("doctor", StringComparison.Ordinal) ? "" : $"--store '{dev.Mlops.Store}'";
        var start = new ProcessStartInfo("sh", ["-c", $"exec dotnet '{Mlops.AssemblyPath}' {words} {store} {redirection}"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        return await process.EndAsync(TestContext.Current.CancellationToken);
    }
}
