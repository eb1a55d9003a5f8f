using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>In a real terminal: a live tree while it works, the whole tree at the end, Ctrl+C as a key.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private const string CtrlC = "\u0003";
    private const char Escape = '\u001b';

    private static readonly string Containers = Path.Combine(Repository.Root, "tests", "Programs", "StorageContainers");

    private readonly Mlops _mlops = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    public void Dispose()
    {
        _mlops.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task The_tree_is_redrawn_while_resources_are_made_and_stands_still_at_the_end()
    {
        Terminal.Require();
        using var terminal = Terminal.Start(_mlops, "local", "up", "dev", "--store", _mlops.Store);
        var screen = (await terminal.EndAsync(_patience.Token)).ExitsWith(0).Output;

        Assert.InRange(MoveUp().Count(screen), 2, int.MaxValue);
        Assert.Contains("Updating dev on the local cloud", screen, StringComparison.Ordinal);
        var last =
            Colour().Replace(screen[screen.LastIndexOf("Publishing the training pipeline", StringComparison.Ordinal)..], "");
        Assert.Matches(@"(?m)^├── \+ +pulumi:pulumi:Stack mlops-infra-dev created( \(\d+\.\d s\))?\r?$", last);
        Assert.Matches(@"(?m)^[│ ]+[├└]── \+ +azure-native:resources:ResourceGroup \S+ created( \(\d+\.\d s\))?\r?$", last);
        Assert.Matches(@"(?m)^ +[├└]── \+ +component prepare_pump_readings version [0-9a-f]{16} created( \(\d+\.\d s\))?\r?$",
            last);
        Assert.DoesNotContain("...", last, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Resources: \d+ created\r?$", last);
        // An id is longer than the terminal is wide: it stays in one line, so that it can be copied.
        Assert.Matches(@"(?m)^    workspaceId: /subscriptions/\S+/workspaces/\S+\r?$", last);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_what_was_done_recorded()
    {
        Terminal.Require();
        if (!Interruptible.IsSupported) Assert.Skip("Needs an 'env' with --default-signal (coreutils 8.31).");
        using var terminal =
            Terminal.Start(_mlops, "local", "up", "thousand", "--project", Containers, "--no-publish", "--store", _mlops.Store);
        await terminal.UntilPrintedAsync("azure-native:storage:BlobContainer", _patience.Token);
        await terminal.StandardInput.WriteAsync(CtrlC);
        await terminal.StandardInput.FlushAsync(_patience.Token);
        var end = (await terminal.EndAsync(_patience.Token)).ExitsWith(1);
        Assert.Contains("error Cancelled: ", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Output, StringComparison.Ordinal);

        var rest = (await _mlops.LocalAsync("preview", "thousand", "--project", Containers, "--json")).ExitsWith(0).Json()
            .GetProperty("summary");
        Assert.NotEqual(0, rest.GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task Where_CI_is_set_even_a_terminal_gets_plain_lines()
    {
        Terminal.Require();
        _mlops.Environment["CI"] = "true";
        using var terminal = Terminal.Start(_mlops, "local", "preview", "dev", "--store", _mlops.Store);
        var screen = (await terminal.EndAsync(_patience.Token)).ExitsWith(0).Output;
        // .NET itself tells a terminal about the keyboard.
        Assert.DoesNotContain(Escape, screen.Replace($"{Escape}[?1h{Escape}=", "", StringComparison.Ordinal));
        Assert.Matches(@"(?m)^  \+  azure-native:storage:StorageAccount \S+ create\r?$", screen);
    }

    [Fact]
    public async Task An_error_is_told_below_what_was_drawn()
    {
        Terminal.Require();
        using var terminal = Terminal.Start(_mlops, "local", "up", "staging", "--store", _mlops.Store);
        var screen = (await terminal.EndAsync(_patience.Token)).ExitsWith(2).Output;
        Assert.Contains("error UnknownStack: There is no stack 'staging'", screen, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\e\[\d+A")]
    private static partial Regex MoveUp();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
