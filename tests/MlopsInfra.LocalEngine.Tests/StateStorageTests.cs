using MlopsInfra.LocalEngine.Tests.Support;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>A state that can not be written: nothing is begun that could not be recorded, and nothing is lost.</summary>
public sealed class StateStorageTests
{
    [Fact]
    public async Task A_folder_that_can_not_be_written_to_is_an_error_before_anything_is_done()
    {
        using var stack = new TestStack();
        File.WriteAllText(Path.Combine(stack.Directory, ".mlops"), "a file where the folder should be");
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.StateUnavailable, exception.Code);
        Assert.Contains(".mlops", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stack.Cloud.TakeCalls());
    }

    [Fact]
    public async Task A_read_only_folder_is_an_error_before_anything_is_done()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        stack.Cloud.TakeCalls();
        var folder = Path.GetDirectoryName(stack.StateFile)!;
        if (OperatingSystem.IsWindows()) Assert.Skip("File modes need a Unix.");
        else
        {
            if (Environment.UserName == "root") Assert.Skip("root may write to a read-only folder.");
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var exception = await Assert.ThrowsAsync<DeploymentException>(() =>
                stack.UpAsync(program => program.CustomAsync("a", Of(("size", 2)))));
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Assert.Equal(DeploymentErrorCodes.StateUnavailable, exception.Code);
            Assert.Empty(stack.Cloud.TakeCalls());
        }
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_created_that_could_not_be_recorded()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("There is no /dev/full here.");
        using var stack = new TestStack();
        Directory.CreateDirectory(Path.GetDirectoryName(stack.StateFile)!);
        File.CreateSymbolicLink(stack.JournalFile, "/dev/full");
        File.CreateSymbolicLink($"{stack.StateFile}.tmp", "/dev/full");
        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Program));
        Assert.Equal(DeploymentErrorCodes.StateUnavailable, exception.Code);
        Assert.Contains("make room", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stack.Cloud.TakeCalls());
        Assert.False(File.Exists(stack.StateFile));
        File.Delete(stack.JournalFile);
        await stack.MustUpAsync(Program);
    }

    [Fact]
    public async Task A_disk_that_is_full_only_at_the_end_keeps_the_old_file_and_the_journal_and_the_next_up_takes_it_up()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("There is no /dev/full here.");
        using var stack = new TestStack();
        await stack.MustUpAsync(Program);
        var before = File.ReadAllBytes(stack.StateFile);
        File.CreateSymbolicLink($"{stack.StateFile}.tmp", "/dev/full");
        async Task Both(WireClient program)
        {
            await Program(program);
            await program.CustomAsync("b");
        }

        var exception = await Assert.ThrowsAsync<DeploymentException>(() => stack.UpAsync(Both));
        Assert.Equal(DeploymentErrorCodes.StateUnavailable, exception.Code);
        Assert.Equal(before, File.ReadAllBytes(stack.StateFile));
        stack.Cloud.TakeCalls();
        Assert.True((await stack.MustUpAsync(Both)).Summary.IsUnchanged);
        Assert.Empty(stack.Cloud.TakeCalls());
    }

    private static Task Program(WireClient program) => program.CustomAsync("a", Of(("size", 1)));
}
